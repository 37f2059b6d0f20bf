using Reelsight.Analysis.Answers;
using Reelsight.Analysis.LanguageModels;

namespace Reelsight.Analysis.Requests;

/// <summary>The finished answer to an <see cref="AnalysisRequest"/>.</summary>
/// <param name="Data">Text, or JSON as text.</param>
/// <param name="FinishReason"><see cref="FinishStop"/> or <see cref="FinishLength"/>.</param>
/// <param name="Notice">A sentence on why the answer is incomplete; null when it is complete.</param>
/// <param name="InputTokens">Tokens of the prompt.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
/// <param name="Claims">What supports the answer.</param>
public sealed record AnalysisOutcome(
    string Data,
    string FinishReason,
    string? Notice,
    int InputTokens,
    int OutputTokens,
    IReadOnlyList<Claim> Claims
)
{
    /// <summary>The finish reason of a complete answer.</summary>
    public const string FinishStop = "stop";

    /// <summary>The finish reason of an answer that ends early.</summary>
    public const string FinishLength = "length";

    /// <summary>Who wrote the answer; null when no language model is configured.</summary>
    public AnswerProvenance? Provenance { get; init; }
}
