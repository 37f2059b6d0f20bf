using System.Text.Json;
using Reelsight.Storage;

namespace Reelsight.Labels.Exchange;

/// <summary>Our own format: every field, nothing lost.</summary>
public sealed class JsonFormat : IExportFormat
{
    private const string FormatName = "reelsight-labels";

    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public IReadOnlyList<ExportFile> Write(Dataset data)
    {
        var document = new Document(
            FormatName,
            1,
            data.ExportedAt,
            data.Set with
            {
                Earlier = [],
            },
            [
                .. data.Videos.Select(v => new DocumentVideo(
                    v.Video.Id,
                    v.Video.Filename,
                    v.Video.ContentHash,
                    v.Video.DurationSec,
                    v.Video.Width,
                    v.Video.Height,
                    v.Map.Count,
                    v.Map.TimeBase.Num,
                    v.Map.TimeBase.Den,
                    v.Map.Origin.Seconds,
                    v.Split
                )),
            ],
            [.. data.Videos.SelectMany(v => v.Annotations)]
        );
        return [new("labels.json", ExportJson.Format(JsonSerializer.SerializeToNode(document, LabelsJson.Default.Document)!))];
    }

    /// <summary>The annotations of a document.</summary>
    /// <exception cref="LabelValidationException">It is no such document.</exception>
    public static IReadOnlyList<ImportedAnnotation> Read(string content)
    {
        try
        {
            var document = JsonSerializer.Deserialize(content, LabelsJson.Default.Document);
            if (document?.Format != FormatName)
            {
                throw new LabelValidationException($"The parameter content is no JSON export of Reelsight's: its format is not {FormatName}.");
            }

            var names = document.LabelSet.Labels.ToDictionary(l => l.Id, l => l.Name);
            var files = document.Videos.ToDictionary(v => v.Id, v => v.Filename);
            return
            [
                .. document.Annotations.Select(a => new ImportedAnnotation(
                    a.VideoId,
                    files.GetValueOrDefault(a.VideoId),
                    names.GetValueOrDefault(a.LabelId) ?? a.LabelId,
                    a.StartFrame,
                    a.EndFrame,
                    a
                )),
            ];
        }
        catch (JsonException e)
        {
            throw new LabelValidationException($"The parameter content is no JSON export of Reelsight's: {e.Message}");
        }
    }

    internal sealed record Document(
        string Format,
        int FormatVersion,
        DateTimeOffset ExportedAt,
        LabelSetRecord LabelSet,
        IReadOnlyList<DocumentVideo> Videos,
        IReadOnlyList<AnnotationRecord> Annotations
    );

    internal sealed record DocumentVideo(
        string Id,
        string Filename,
        string? Sha256,
        double DurationSec,
        int Width,
        int Height,
        int FrameCount,
        long TimeBaseNum,
        long TimeBaseDen,
        double OriginSec,
        string Split
    );
}

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
