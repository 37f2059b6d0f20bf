namespace Reelsight.Storage.Stores;

/// <summary>The order of a list.</summary>
/// <param name="By">The field to sort by.</param>
/// <param name="Descending">Newest or largest first.</param>
public readonly record struct SortOrder(SortField By, bool Descending)
{
    /// <summary>Newest first: the API's default.</summary>
    public static SortOrder NewestFirst => new(SortField.CreatedAt, true);
}
