namespace Reelsight.Inference.Packs;

/// <summary>A model that places pictures and texts in one space.</summary>
public sealed record ImageTextModelSpec
{
    /// <summary>Vectors of unrelated pictures that are needed to tell what is near: fewer say nothing.</summary>
    internal const int MinBackgroundVectors = 50;

    /// <summary>Numbers in a vector.</summary>
    public required int Dimension { get; init; }

    /// <summary>The network for pictures.</summary>
    public required ImageEncoderSpec Pictures { get; init; }

    /// <summary>The network for texts.</summary>
    public required TextEncoderSpec Texts { get; init; }

    /// <summary>
    /// File with the vectors of unrelated pictures, 32-bit floats, one after the other: a cosine alone does not say whether anything fits.
    /// </summary>
    public required string Background { get; init; }

    /// <summary>Texts and pictures whose vectors are known.</summary>
    public IReadOnlyList<ReferenceVectorCheck> Checks { get; init; } = [];
}
