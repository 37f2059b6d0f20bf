namespace Reelsight.Search;

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
