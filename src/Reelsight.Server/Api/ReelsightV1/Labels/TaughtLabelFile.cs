using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// A taught label as a file: what it learned, in which space, from how many examples, and how well it did. It holds no footage. A field
/// that a file lacks is named when it is taken in.
/// </summary>
internal sealed record TaughtLabelFile
{
    internal const string CurrentFormat = "reelsight-taught-label-1";

    /// <summary>What the file is.</summary>
    public string? Format { get; init; }

    /// <summary>Name of the label.</summary>
    public string? Name { get; init; }

    /// <summary>The visual space whose vectors it was trained on.</summary>
    public string? Space { get; init; }

    /// <summary>How far it had come.</summary>
    public string? Stage { get; init; }
    public int Accepted { get; init; }
    public int Rejected { get; init; }
    public int Videos { get; init; }
    public double? Found { get; init; }
    public double? Right { get; init; }
    public int JointDimension { get; init; }
    public int VisualDimension { get; init; }

    /// <summary>The names of clips that have a weight of their own.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The weights as 32-bit floats, little-endian, in base64.</summary>
    public byte[]? Weights { get; init; }
    public float Bias { get; init; }
    public double Threshold { get; init; }

    /// <summary>Slope and offset of the calibration; absent when there was none.</summary>
    public double? Slope { get; init; }
    public double? Offset { get; init; }
    public DateTimeOffset? TrainedAt { get; init; }

    internal static TaughtLabelFile From(LabelRecord label, TaughtLabelRecord record, TaughtWeights weights) =>
        new()
        {
            Format = CurrentFormat,
            Name = label.Name,
            Space = record.Space,
            Stage = record.Stage,
            Accepted = record.Accepted,
            Rejected = record.Rejected,
            Videos = record.Videos,
            Found = record.Found,
            Right = record.Right,
            JointDimension = weights.JointDimension,
            VisualDimension = weights.VisualDimension,
            Tags = weights.Tags,
            Weights = weights.Weights,
            Bias = weights.Bias,
            Threshold = weights.Threshold,
            Slope = weights.Slope,
            Offset = weights.Offset,
            TrainedAt = record.TrainedAt,
        };
}
