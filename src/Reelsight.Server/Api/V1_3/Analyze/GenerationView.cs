using Reelsight.Analysis.LanguageModels;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>
/// Who wrote an answer, where an endpoint is set up; beyond the v1.3 contract. The writer is <c>endpoint</c>, or <c>composer</c> with the
/// reason why the endpoint's answer could not be given. Repaired answers were wrong at first.
/// </summary>
internal sealed record GenerationView(string Writer, string Model, bool? Repaired, int? Pictures, string? Reason)
{
    internal static GenerationView? From(AnswerProvenance? provenance) =>
        provenance is null
            ? null
            : new(
                provenance.Writer == AnswerWriter.LanguageModel ? "endpoint" : "composer",
                provenance.Model,
                provenance.IsRepaired ? true : null,
                provenance.ImageCount > 0 ? provenance.ImageCount : null,
                provenance.Reason
            );
}
