namespace Reelsight.Analysis.LanguageModels;

/// <summary>Checks a generation endpoint the way the server uses it: it is reachable, lists the model and answers with JSON.</summary>
public static class EndpointCheck
{
    private const int MaxListedModels = 5;

    /// <summary>Checks the endpoint; null when none is configured.</summary>
    public static async Task<EndpointCheckResult?> RunAsync(GenerationSettings settings, TimeProvider clock, CancellationToken ct)
    {
        if (settings.Url is null)
        {
            return null;
        }

        using var client = new ChatCompletionClient(settings, clock);
        var listed = await ListModelsAsync(client, ct);
        var unlisted = listed is { Count: > 0 } && !listed.Contains(settings.Model!);
        var about = unlisted
            ? $" It lists no model {settings.Model}, but {string.Join(", ", listed!.Take(MaxListedModels))}"
                + $"{(listed!.Count > MaxListedModels ? ", ..." : "")}."
            : "";
        try
        {
            await new GroundedGenerator(new LanguageModel(client, settings)).ProbeAsync(ct);
            return new EndpointCheckResult(true, unlisted, $"{settings.Model} at {settings.Url} answers with JSON.{about}");
        }
        catch (LanguageModelException e)
        {
            return new EndpointCheckResult(false, unlisted, e.Message + about);
        }
    }

    // Not every server has a list; the probe tells whether it works.
    private static async Task<IReadOnlyList<string>?> ListModelsAsync(ChatCompletionClient client, CancellationToken ct)
    {
        try
        {
            return await client.ListModelsAsync(ct);
        }
        catch (LanguageModelException)
        {
            return null;
        }
    }
}
