namespace Reelsight.Search.Ranking;

/// <summary>How fully evidence answers a part of a query; larger is better.</summary>
internal enum MatchLevel : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By similar meaning, or by what is seen in a picture as well.</summary>
    Related,

    /// <summary>Nearly: the right thing, but its movement, number or colour is not quite or not surely as asked.</summary>
    Partial,

    /// <summary>Outright.</summary>
    Full,
}
