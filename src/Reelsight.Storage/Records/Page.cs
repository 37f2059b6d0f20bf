namespace Reelsight.Storage;

/// <summary>The order of a list.</summary>
/// <param name="By">The column to sort by.</param>
/// <param name="Descending">Newest or largest first.</param>
public readonly record struct SortOrder(SortField By, bool Descending)
{
    /// <summary>Newest first: the API's default.</summary>
    public static SortOrder NewestFirst => new(SortField.CreatedAt, true);
}

/// <summary>What a list can be sorted by. Ties are broken by id, so pages never overlap.</summary>
public enum SortField
{
    /// <summary>When it was created.</summary>
    CreatedAt,

    /// <summary>When it last changed.</summary>
    UpdatedAt,

    /// <summary>The name; resources only.</summary>
    Name,
}

/// <summary>A window on a list: 1-based page number and the number of rows on a page.</summary>
public readonly record struct PageWindow(int Page, int Limit);

/// <summary>One page of rows and the number of rows on all pages. A page past the end has no rows.</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Total);

/// <summary>A closed numeric range; an absent end is open.</summary>
public readonly record struct NumberRange(double? Min, double? Max);
