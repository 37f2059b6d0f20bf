using Reelsight.Analysis.Answers;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Analysis.Requests;
using Reelsight.Analysis.Tasks;
using Reelsight.Server.Api.V1_3.Analyze;

namespace Reelsight.Server.Api.V1_3.AnalyzeTasks;

/// <summary>Reads stored requests, and writes stored answers, in the form of the API.</summary>
internal sealed class AnalyzeTaskSerializer : IAnalyzeTaskSerializer
{
    /// <inheritdoc/>
    public (AnalysisRequest Request, IReadOnlyList<ReferenceImageSource> Images) ReadRequest(string json)
    {
        var body = StoredRequestJson.Read(json);
        return (AnalyzeRequestValidator.Validate(body), ReferenceImageReader.GetImages(body));
    }

    /// <inheritdoc/>
    public string WriteEvidence(IEnumerable<Claim> claims) => StoredRequestJson.Write(EvidenceView.FromClaims(claims));

    /// <inheritdoc/>
    public string WriteProvenance(AnswerProvenance provenance) => StoredRequestJson.Write(GenerationView.From(provenance)!);
}
