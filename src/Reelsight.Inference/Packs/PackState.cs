namespace Reelsight.Inference.Packs;

/// <summary>Whether a pack can be used.</summary>
public enum PackState
{
    /// <summary>Not fetched yet, or fetched by another version.</summary>
    Missing,

    /// <summary>Complete.</summary>
    Ready,

    /// <summary>Fetched, but files are missing or changed.</summary>
    Damaged,
}
