namespace Reelsight.Search;

/// <summary>One reason why a moment matched.</summary>
/// <param name="Kind">Kind of evidence.</param>
/// <param name="Query">The part of the query that it matches.</param>
/// <param name="Found">What was found: a label with count or colour, a spoken phrase, a line of on-screen text, a title.</param>
/// <param name="How">In a few words, such as "same word", "car is a kind of vehicle", "similar meaning (0.71)".</param>
/// <param name="StartSec">Inclusive, within the video.</param>
/// <param name="EndSec">Exclusive.</param>
public sealed record Reason(ReasonKind Kind, string Query, string Found, string How, double StartSec, double EndSec)
{
    /// <summary>Time of the best frame; null when no single frame decides.</summary>
    public double? FrameSec { get; init; }
}
