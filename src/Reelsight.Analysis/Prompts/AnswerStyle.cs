namespace Reelsight.Analysis.Prompts;

/// <summary>How the answer shall look.</summary>
internal sealed record AnswerStyle
{
    /// <summary>At most so many sentences or items, or null.</summary>
    public int? MaxSentences { get; init; }

    /// <summary>At most so many words, or null.</summary>
    public int? MaxWords { get; init; }

    /// <summary>One item a line.</summary>
    public bool IsList { get; init; }

    /// <summary>Items with numbers.</summary>
    public bool IsNumbered { get; init; }
}
