namespace Reelsight.Analysis.Prompts;

/// <summary>Length and layout of an answer.</summary>
internal sealed record AnswerStyle
{
    /// <summary>Largest number of sentences or list items; null for no limit.</summary>
    public int? MaxSentences { get; init; }

    /// <summary>Largest number of words; null for no limit.</summary>
    public int? MaxWords { get; init; }

    /// <summary>One item a line.</summary>
    public bool IsList { get; init; }

    /// <summary>Items with numbers.</summary>
    public bool IsNumbered { get; init; }
}
