namespace Reelsight.Search;

/// <summary>The kinds of evidence a search may use: the API's <c>search_options</c>.</summary>
[Flags]
public enum Modalities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>What is seen, on-screen text included.</summary>
    Visual = 1,

    /// <summary>What is heard; speech counts.</summary>
    Audio = 2,

    /// <summary>What is said, as words.</summary>
    Transcription = 4,
}
