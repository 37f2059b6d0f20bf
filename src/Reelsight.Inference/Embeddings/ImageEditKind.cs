namespace Reelsight.Inference.Embeddings;

/// <summary>How footage may differ from the query image.</summary>
public enum ImageEditKind
{
    /// <summary>Mirrored horizontally.</summary>
    Mirrored,

    /// <summary>The footage shows more: the query image is a crop of it.</summary>
    ZoomedOut,

    /// <summary>The footage shows a crop of the query image.</summary>
    ZoomedIn,
}
