namespace Reelsight.Search;

/// <summary>How strongly a moment matches: the API's <c>confidence</c>.</summary>
public enum Confidence
{
    /// <summary>A best guess.</summary>
    Low,

    /// <summary>Part of what was asked, or all of it weakly.</summary>
    Medium,

    /// <summary>All of what was asked, found outright.</summary>
    High,
}

/// <summary>The kind of evidence behind a match.</summary>
public enum ReasonKind
{
    /// <summary>A recognised object.</summary>
    Object,

    /// <summary>Spoken words.</summary>
    Speech,

    /// <summary>Written words in the picture.</summary>
    OnScreenText,

    /// <summary>The name or title of the video.</summary>
    Title,

    /// <summary>The clip looks like a picture of the query.</summary>
    LookAlike,

    /// <summary>What must not be there was not found there.</summary>
    Absence,

    /// <summary>How bright the picture is.</summary>
    Brightness,

    /// <summary>How loud the sound is, or whether somebody speaks.</summary>
    Sound,

    /// <summary>What was asked for in an order comes in that order.</summary>
    Order,

    /// <summary>The whole picture is likely to show what has this name.</summary>
    Name,

    /// <summary>The whole picture fits the description, or shows such a scene as a picture of the query.</summary>
    Scene,
}

/// <summary>One reason why a moment matched.</summary>
/// <param name="Kind">Kind of evidence.</param>
/// <param name="Query">The part of the query that it answers.</param>
/// <param name="Found">What was found: label with count or colour, spoken phrase, written line, title.</param>
/// <param name="How">In a few words, such as "same word", "car is a kind of vehicle", "similar meaning (0.71)".</param>
/// <param name="StartSec">Inclusive, within the video.</param>
/// <param name="EndSec">Exclusive.</param>
public sealed record Reason(ReasonKind Kind, string Query, string Found, string How, double StartSec, double EndSec)
{
    /// <summary>When the frame that fits best is shown; null where no single frame decides.</summary>
    public double? FrameSec { get; init; }
}

/// <summary>A moment of a video that matches, half-open seconds.</summary>
public sealed record Moment
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>Its content.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Inclusive.</summary>
    public required double StartSec { get; init; }

    /// <summary>Exclusive; greater than the start.</summary>
    public required double EndSec { get; init; }

    /// <summary>0-100, larger is better; comparable within one answer.</summary>
    public required double Score { get; init; }

    /// <summary>How strongly it matches.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>Why; never empty.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>What is said in the range, or null.</summary>
    public string? Transcription { get; init; }

    /// <summary>Derived blob key of a picture, or null.</summary>
    public string? Thumbnail { get; init; }
}

/// <summary>How the query was read.</summary>
/// <param name="Understood">Parts that map to something an index can know, such as "vehicle: car, bus, truck".</param>
/// <param name="NotUnderstood">Content words that map to nothing and were found nowhere.</param>
/// <param name="Note">When nothing was found: a sentence that says why and what would help; null otherwise.</param>
public sealed record QueryReading(IReadOnlyList<string> Understood, IReadOnlyList<string> NotUnderstood, string? Note);

/// <summary>The whole ranked answer; paging cuts it.</summary>
/// <param name="Moments">Best first.</param>
/// <param name="PoolVideos">Videos looked at.</param>
/// <param name="PoolDurationSec">Their total duration.</param>
/// <param name="QueryReading">How the query was read.</param>
public sealed record SearchResult(IReadOnlyList<Moment> Moments, int PoolVideos, double PoolDurationSec, QueryReading QueryReading);
