using Reelsight.Understanding.Generating;

namespace Reelsight.Server.Generation;

/// <summary>What was found about a generation endpoint.</summary>
/// <param name="Works">Whether it answered with the JSON that it was asked for.</param>
/// <param name="Unlisted">Whether it tells its models, and the one that was set up is not among them.</param>
/// <param name="Finding">In one or two sentences.</param>
public sealed record EndpointFinding(bool Works, bool Unlisted, string Finding);

/// <summary>Checks a generation endpoint as the server would use it: reached, model listed, answers with JSON.</summary>
public static class EndpointCheck
{
    private const int MostNamed = 5;

    /// <summary>Checks it; null when none is set up.</summary>
    public static async Task<EndpointFinding?> RunAsync(GenerationSettings settings, TimeProvider clock, CancellationToken ct)
    {
        if (settings.Url is null)
        {
            return null;
        }

        using var endpoint = new ChatEndpoint(settings, clock);
        var listed = await ListedAsync(endpoint, ct);
        var unlisted = listed is { Count: > 0 } && !listed.Contains(settings.Model!);
        var about = unlisted
            ? $" It lists no model {settings.Model}, but {string.Join(", ", listed!.Take(MostNamed))}{(listed!.Count > MostNamed ? ", ..." : "")}."
            : "";
        try
        {
            await new ModelAnalyst(endpoint).ProbeAsync(ct);
            return new EndpointFinding(true, unlisted, $"{settings.Model} at {settings.Url} answers with JSON.{about}");
        }
        catch (LanguageModelException e)
        {
            return new EndpointFinding(false, unlisted, e.Message + about);
        }
    }

    // Not every server has a list; whether it works is seen by asking.
    private static async Task<IReadOnlyList<string>?> ListedAsync(ChatEndpoint endpoint, CancellationToken ct)
    {
        try
        {
            return await endpoint.ModelsAsync(ct);
        }
        catch (LanguageModelException)
        {
            return null;
        }
    }
}
