namespace Reelsight.Search;

/// <summary>How spoken words are matched: the API's <c>transcription_options</c>.</summary>
[Flags]
public enum TranscriptionMatch
{
    /// <summary>By the words themselves.</summary>
    Lexical = 1,

    /// <summary>By meaning.</summary>
    Semantic = 2,
}
