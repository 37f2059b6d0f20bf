namespace Reelsight.Storage.Records;

/// <summary>The classifier that a label has learned, over the vectors of one space.</summary>
public sealed record TaughtWeights
{
    /// <summary>Dimensions of the joint space.</summary>
    public required int JointDimension { get; init; }

    /// <summary>Dimensions of visual similarity; 0 for none.</summary>
    public required int VisualDimension { get; init; }

    /// <summary>The names of clips that count, each with a weight of its own.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>One weight a number, as 32-bit floats, little-endian.</summary>
    public required byte[] Weights { get; init; }

    /// <summary>The score where all numbers are 0.</summary>
    public required float Bias { get; init; }

    /// <summary>
    /// For each half of all footage, the weights and, last, the bias of the classifier that has not learned from other footage of it; none
    /// where it was taught elsewhere.
    /// </summary>
    public IReadOnlyList<byte[]> WithoutFold { get; init; } = [];

    /// <summary>The score from which it proposes.</summary>
    public required double Threshold { get; init; }

    /// <summary>Slope of the calibration of scores; null where there is none.</summary>
    public double? Slope { get; init; }

    /// <summary>Offset of the calibration of scores; null where there is none.</summary>
    public double? Offset { get; init; }
}
