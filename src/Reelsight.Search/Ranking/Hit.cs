namespace Reelsight.Search.Ranking;

/// <summary>How fully evidence answers a part of a query; larger is better.</summary>
internal enum Answer : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By similar meaning, or by what is seen in a picture as well.</summary>
    Meaning,

    /// <summary>Nearly: the right thing, but its movement, number or colour is not quite or not surely as asked.</summary>
    Nearly,

    /// <summary>Outright.</summary>
    Outright,
}

/// <summary>A stretch of a video in which evidence answers one part of the query.</summary>
/// <param name="Part">Number of the part.</param>
/// <param name="Start">Seconds, inclusive.</param>
/// <param name="End">Seconds, exclusive.</param>
/// <param name="Answer">How fully.</param>
/// <param name="Strength">How strongly, 0-1.</param>
/// <param name="Modalities">Which modalities it belongs to.</param>
/// <param name="Pictures">Bit n is set when it is like picture n of the query.</param>
internal readonly record struct Hit(
    int Part,
    double Start,
    double End,
    Answer Answer,
    float Strength,
    Modalities Modalities,
    uint Pictures = 0
);
