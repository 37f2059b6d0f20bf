using Reelsight.Storage.Records;

namespace Reelsight.Labels.Exchange;

/// <summary>An annotation as a file has it, before it is given a label and a video of ours.</summary>
/// <param name="VideoId">The video's id when the file knows it.</param>
/// <param name="Filename">The video's name when the file knows it.</param>
/// <param name="Label">The label's name.</param>
/// <param name="StartFrame">First frame inside.</param>
/// <param name="EndFrame">First frame after.</param>
/// <param name="Record">Everything, when the file was written by us; labels and places are those of the fields before.</param>
public sealed record ImportedAnnotation(
    string? VideoId,
    string? Filename,
    string Label,
    long StartFrame,
    long EndFrame,
    AnnotationRecord? Record
)
{
    /// <summary>Key frames of the box.</summary>
    public IReadOnlyList<BoxKeyframe> Boxes { get; init; } = Record?.Boxes ?? [];

    /// <summary>Attributes by name, as texts, when there is no <see cref="Record"/>.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>Something that names it in its file, so that it is not taken in twice.</summary>
    public string? Key { get; init; } = Record?.Id;

    /// <summary>The model's confidence, when the file has one.</summary>
    public double? Confidence { get; init; } = Record?.Confidence;

    /// <summary>Whether it is a prediction, not a person's judgement.</summary>
    public bool IsPrediction { get; init; }
}
