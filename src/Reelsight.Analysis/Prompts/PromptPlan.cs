using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.Prompts;

/// <summary>A parsed prompt: what is asked, about which part of the video, and in which form.</summary>
public sealed record PromptPlan
{
    private readonly Lazy<EvidenceQuery> _topic;

    /// <summary>Creates a plan.</summary>
    /// <param name="intents">What is asked, in order; at least one.</param>
    /// <param name="style">Length and layout of the answer.</param>
    /// <param name="parseTopic">Parses what the prompt is about; called when that is needed for the first time.</param>
    internal PromptPlan(IReadOnlyList<PromptIntent> intents, AnswerStyle style, Func<EvidenceQuery> parseTopic)
    {
        (Intents, Style) = (intents, style);
        _topic = new Lazy<EvidenceQuery>(parseTopic);
    }

    /// <summary>The schema of the JSON that the prompt describes in words; null when it asks for no JSON or names no key.</summary>
    public SchemaNode? Schema { get; internal init; }

    /// <summary>What is asked, in order; never empty.</summary>
    internal IReadOnlyList<PromptIntent> Intents { get; init; }

    /// <summary>Length and layout of the answer.</summary>
    internal AnswerStyle Style { get; }

    /// <summary>The part of the video that is asked about; null for all of it.</summary>
    internal PromptWindow? Window { get; init; }

    /// <summary>A language other than English that the answer is to be in, or null.</summary>
    internal string? AnswerLanguage { get; init; }

    /// <summary>The language of the prompt when that is not English: then intents, style and window are the defaults.</summary>
    internal string? UnreadLanguage { get; init; }

    /// <summary>The objects that the prompt names, to which the entries of a list are limited.</summary>
    internal EvidenceQuery Topic => _topic.Value;
}
