namespace Reelsight.Storage.Stores;

/// <summary>The fields that a list can be sorted by. Ties are broken by id, so pages never overlap.</summary>
public enum SortField
{
    /// <summary>When it was created.</summary>
    CreatedAt,

    /// <summary>When it last changed.</summary>
    UpdatedAt,

    /// <summary>The name; resources only.</summary>
    Name,
}
