using System.Text.Json;
using Reelsight.Labels.Errors;
using Reelsight.Storage.Records;

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
        return [new("labels.json", ExportJson.Format(JsonSerializer.SerializeToNode(document, ExchangeJson.Default.Document)!))];
    }

    /// <summary>The annotations of a document.</summary>
    /// <exception cref="LabelValidationException">It is no such document.</exception>
    public static IReadOnlyList<ImportedAnnotation> Read(string content)
    {
        try
        {
            var document = JsonSerializer.Deserialize(content, ExchangeJson.Default.Document);
            if (document?.Format != FormatName)
            {
                throw new LabelValidationException(
                    $"The parameter content is no JSON export of Reelsight's: its format is not {FormatName}."
                );
            }

            if (!IsWhole(document))
            {
                throw new LabelValidationException(
                    "The parameter content is no whole JSON export of Reelsight's: its label_set, videos or annotations are missing."
                );
            }

            var names = document.LabelSet.Labels.DistinctBy(l => l.Id).ToDictionary(l => l.Id, l => l.Name);
            var files = document.Videos.DistinctBy(v => v.Id).ToDictionary(v => v.Id, v => v.Filename);
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

    // What is absent is null whatever its type says; so is an entry of a list that is written as null.
    private static bool IsWhole(Document document) =>
        document.LabelSet is not null
        && !document.LabelSet.Labels.Contains(null!)
        && document.Videos is not null
        && !document.Videos.Any(video => video?.Id is null)
        && document.Annotations is not null
        && document.Annotations.All(annotation => annotation is not null && ExportJson.IsWhole(annotation));

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
