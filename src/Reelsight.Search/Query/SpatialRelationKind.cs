namespace Reelsight.Search.Query;

/// <summary>How two things lie to one another.</summary>
internal enum SpatialRelationKind
{
    /// <summary>Close together in the picture.</summary>
    Near,

    /// <summary>The first further left.</summary>
    LeftOf,

    /// <summary>The first further right.</summary>
    RightOf,

    /// <summary>The first higher up.</summary>
    Above,

    /// <summary>The first lower down.</summary>
    Below,
}
