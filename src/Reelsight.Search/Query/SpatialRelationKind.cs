namespace Reelsight.Search.Query;

/// <summary>How two objects lie to one another in the frame.</summary>
internal enum SpatialRelationKind
{
    /// <summary>Close together.</summary>
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
