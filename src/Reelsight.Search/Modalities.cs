namespace Reelsight.Search;

/// <summary>The kinds of evidence a search may use: the API's <c>search_options</c>.</summary>
[Flags]
public enum Modalities
{
    /// <summary>No evidence.</summary>
    None = 0,

    /// <summary>Visual evidence, on-screen text included.</summary>
    Visual = 1,

    /// <summary>Audio, speech included.</summary>
    Audio = 2,

    /// <summary>Spoken words.</summary>
    Transcription = 4,
}
