using System.Runtime.InteropServices;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Teaching;

/// <summary>Turns what a label has learned into its stored form and back.</summary>
public static class TaughtLabels
{
    private static readonly Dictionary<TeachingState, string> _stages = new()
    {
        [TeachingState.NeedsExamples] = "needs_examples",
        [TeachingState.NeedsContrast] = "needs_contrast",
        [TeachingState.Unmeasured] = "unmeasured",
        [TeachingState.Measured] = "measured",
    };

    /// <summary>The record with what came of a training.</summary>
    public static TaughtLabelRecord With(this TaughtLabelRecord record, TeachingResult result)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(result);
        return record with
        {
            Stage = _stages[result.Figures.State],
            Accepted = result.Figures.Accepted,
            Rejected = result.Figures.Rejected,
            Videos = result.Figures.Videos,
            Contradictory = result.Figures.Contradictory,
            Missing = result.Figures.Missing,
            Found = result.Figures.Found,
            Right = result.Figures.Right,
            Weights = result.Model is { } model ? ToWeights(model) : null,
            IsImported = false,
        };
    }

    /// <summary>The classifier of a record; null while it has learned nothing.</summary>
    public static TaughtModel? GetModel(this TaughtLabelRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Weights is not { } w
            ? null
            : new TaughtModel(
                new FeatureLayout(w.JointDimension, w.VisualDimension, w.Tags),
                new LinearScore(MemoryMarshal.Cast<byte, float>(w.Weights).ToArray(), w.Bias),
                [.. w.WithoutFold.Select(ToScore)],
                w.Threshold,
                w is { Slope: { } slope, Offset: { } offset } ? new ProposalCalibration(slope, offset) : null
            );
    }

    /// <summary>The figures of a record; null before its first training.</summary>
    public static TeachingFigures? GetFigures(this TaughtLabelRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Stage is null
            ? null
            : new TeachingFigures
            {
                State = _stages.First(s => s.Value == record.Stage).Key,
                Accepted = record.Accepted,
                Rejected = record.Rejected,
                Videos = record.Videos,
                Contradictory = record.Contradictory,
                Missing = record.Missing,
                Found = record.Found,
                Right = record.Right,
            };
    }

    /// <summary>What a record says of itself in plain words.</summary>
    public static string Describe(this TaughtLabelRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.GetFigures() is not { } figures ? "It is being trained for the first time."
            : record.IsImported ? $"From a file; where it was taught: {TeachingSentence.Describe(figures)}"
            : TeachingSentence.Describe(figures);
    }

    private static TaughtWeights ToWeights(TaughtModel model) =>
        new()
        {
            JointDimension = model.Layout.JointDimension,
            VisualDimension = model.Layout.VisualDimension,
            Tags = model.Layout.Tags,
            Weights = MemoryMarshal.AsBytes(model.Score.Weights.AsSpan()).ToArray(),
            Bias = model.Score.Bias,
            WithoutFold = [.. model.WithoutFold.Select(ToBytes)],
            Threshold = model.Threshold,
            Slope = model.Calibration?.Slope,
            Offset = model.Calibration?.Offset,
        };

    private static byte[] ToBytes(LinearScore score) => MemoryMarshal.AsBytes<float>((float[])[.. score.Weights, score.Bias]).ToArray();

    private static LinearScore ToScore(byte[] bytes)
    {
        var values = MemoryMarshal.Cast<byte, float>(bytes);
        return new LinearScore(values[..^1].ToArray(), values[^1]);
    }
}
