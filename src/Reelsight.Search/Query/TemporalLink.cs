namespace Reelsight.Search.Query;

/// <summary>How two clauses of a query follow one another in time.</summary>
/// <param name="IsSameTime">Whether both happen at the same time; otherwise the second begins after the first.</param>
/// <param name="WithinSec">Maximum seconds from the end of the first to the start of the second.</param>
internal readonly record struct TemporalLink(bool IsSameTime, double WithinSec)
{
    /// <summary>Limit when no time is given ("then").</summary>
    public const double DefaultSec = 60;

    /// <summary>Limit for "right after".</summary>
    public const double ImmediateSec = 5;

    /// <summary>Limit for "shortly after".</summary>
    public const double ShortSec = 15;
}
