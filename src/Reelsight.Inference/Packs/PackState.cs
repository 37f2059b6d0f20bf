namespace Reelsight.Inference.Packs;

/// <summary>Whether a pack can be used.</summary>
public enum PackState
{
    /// <summary>It was never fetched, or an older version was.</summary>
    Missing,

    /// <summary>All its files are there.</summary>
    Ready,

    /// <summary>It was fetched, but files are gone or changed.</summary>
    Damaged,
}
