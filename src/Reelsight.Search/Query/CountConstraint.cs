namespace Reelsight.Search.Query;

/// <summary>How many objects of a kind must be in view at once.</summary>
/// <param name="Min">At least so many, from 1.</param>
/// <param name="Max">At most so many, or null.</param>
/// <param name="IsStrict">Whether more than <paramref name="Max"/> do not match; otherwise they match more weakly.</param>
internal readonly record struct CountConstraint(int Min, int? Max, bool IsStrict)
{
    /// <summary>One or more: no number was given.</summary>
    public static readonly CountConstraint Any = new(1, null, false);

    /// <summary>"Two cars": two, though more of them are not quite wrong.</summary>
    public static CountConstraint About(int count) => new(count, count, false);

    /// <summary>"Exactly two".</summary>
    public static CountConstraint Exactly(int count) => new(count, count, true);

    /// <summary>"At least two".</summary>
    public static CountConstraint AtLeast(int count) => new(count, null, false);

    /// <summary>"At most two": some, but no more.</summary>
    public static CountConstraint AtMost(int count) => new(1, count, true);

    /// <summary>Whether any number will do.</summary>
    public bool IsAny => this == Any;

    /// <summary>Whether so many objects do not match at all.</summary>
    public bool Excludes(int count) => count < Min || IsStrict && count > Max;

    /// <summary>In a few words, or null for any number.</summary>
    public override string? ToString() =>
        this switch
        {
            { IsAny: true } => null,
            { Max: null } => $"at least {Min}",
            { IsStrict: true, Min: 1, Max: > 1 } => $"at most {Max}",
            { IsStrict: true } => $"exactly {Min}",
            _ => $"{Min}",
        };
}
