namespace Reelsight.Inference.Embeddings;

/// <summary>How footage may differ from a picture that it is asked for with.</summary>
public enum ImageEditKind
{
    /// <summary>Left and right exchanged.</summary>
    Mirrored,

    /// <summary>It shows more: the picture is a part of it.</summary>
    ZoomedOut,

    /// <summary>It shows a part of the picture.</summary>
    ZoomedIn,
}
