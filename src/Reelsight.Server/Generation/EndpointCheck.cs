using Reelsight.Analysis.LanguageModels;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Generation;

/// <summary>Checks a generation endpoint as the server would use it: reached, model listed, answers with JSON.</summary>
public static class EndpointCheck
{
    private const int MaxListedModels = 5;

    /// <summary>Checks it; null when none is set up.</summary>
    public static async Task<EndpointCheckResult?> RunAsync(GenerationSettings settings, TimeProvider clock, CancellationToken ct)
    {
        if (settings.Url is null)
        {
            return null;
        }

        using var endpoint = new ChatCompletionClient(settings, clock);
        var listed = await ListModelsAsync(endpoint, ct);
        var unlisted = listed is { Count: > 0 } && !listed.Contains(settings.Model!);
        var about = unlisted
            ? $" It lists no model {settings.Model}, but {string.Join(", ", listed!.Take(MaxListedModels))}{(listed!.Count > MaxListedModels ? ", ..." : "")}."
            : "";
        try
        {
            await new GroundedGenerator(endpoint).ProbeAsync(ct);
            return new EndpointCheckResult(true, unlisted, $"{settings.Model} at {settings.Url} answers with JSON.{about}");
        }
        catch (LanguageModelException e)
        {
            return new EndpointCheckResult(false, unlisted, e.Message + about);
        }
    }

    // Not every server has a list; whether it works is seen by asking.
    private static async Task<IReadOnlyList<string>?> ListModelsAsync(ChatCompletionClient endpoint, CancellationToken ct)
    {
        try
        {
            return await endpoint.ListModelsAsync(ct);
        }
        catch (LanguageModelException)
        {
            return null;
        }
    }
}
