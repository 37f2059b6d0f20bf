namespace Reelsight.Inference.Packs;

/// <summary>A model that embeds images and texts in one vector space.</summary>
public sealed record ImageTextModelSpec
{
    /// <summary>Minimum number of background vectors: fewer give no usable statistics.</summary>
    internal const int MinBackgroundVectors = 50;

    /// <summary>Number of dimensions of a vector.</summary>
    public required int Dimension { get; init; }

    /// <summary>The image encoder.</summary>
    public required ImageEncoderSpec Pictures { get; init; }

    /// <summary>The text encoder.</summary>
    public required TextEncoderSpec Texts { get; init; }

    /// <summary>
    /// File with the vectors of unrelated images, 32-bit floats, one after the other. They put cosines on a common scale.
    /// </summary>
    public required string Background { get; init; }

    /// <summary>Reference texts and images with their vectors.</summary>
    public IReadOnlyList<ReferenceVectorCheck> Checks { get; init; } = [];
}
