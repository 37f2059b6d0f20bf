using Reelsight.Analysis.Answers;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Analysis.Requests;
using Reelsight.Core.Errors;

namespace Reelsight.Analysis.Tasks;

/// <summary>Reads and writes the JSON in which tasks store requests and answers, which is that of the API.</summary>
public interface IAnalyzeTaskSerializer
{
    /// <summary>Reads and checks a request.</summary>
    /// <returns>The request, and the images that it refers to.</returns>
    /// <exception cref="DomainException">It breaks a rule.</exception>
    (AnalysisRequest Request, IReadOnlyList<ReferenceImageSource> Images) ReadRequest(string json);

    /// <summary>Writes what an answer rests on.</summary>
    string WriteEvidence(IEnumerable<Claim> claims);

    /// <summary>Writes who wrote an answer.</summary>
    string WriteProvenance(AnswerProvenance provenance);
}
