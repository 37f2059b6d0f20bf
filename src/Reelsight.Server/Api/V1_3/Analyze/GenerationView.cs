namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>
/// Who wrote an answer, where an endpoint is set up; beyond the v1.3 contract. The writer is <c>endpoint</c>, or <c>composer</c> with the
/// reason why the endpoint's answer could not be given. Repaired answers were wrong at first.
/// </summary>
internal sealed record GenerationView(string Writer, string Model, bool? Repaired, int? Pictures, string? Reason)
{
    /// <summary>The endpoint wrote it.</summary>
    internal static GenerationView FromEndpoint(string model, bool repaired = false, int pictures = 0) =>
        new("endpoint", model, repaired ? true : null, pictures > 0 ? pictures : null, null);

    /// <summary>The endpoint wrote what there is of it, and then no more.</summary>
    internal static GenerationView FromInterruptedEndpoint(string model, string reason) => new("endpoint", model, null, null, reason);

    /// <summary>The composer wrote it because the endpoint could not.</summary>
    internal static GenerationView FromComposer(string model, string reason) => new("composer", model, null, null, reason);
}
