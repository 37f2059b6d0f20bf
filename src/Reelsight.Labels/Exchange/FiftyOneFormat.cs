using System.Text.Json.Nodes;
using Reelsight.Labels.Editing;

namespace Reelsight.Labels.Exchange;

/// <summary>
/// FiftyOne's own import layouts: <c>labels.json</c> for its temporal detections (frames from 1, both ends inside), and
/// <c>detections.json</c> for image detections on the exported frames (boxes as left, top, width, height relative to the frame). Files are
/// named without their extension, and labels are places in <c>classes</c>, as it asks where there are classes. Seconds are attributes:
/// beside the frames it would work frames out of them, by a constant rate.
/// </summary>
public sealed class FiftyOneFormat : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "fiftyone";

    /// <inheritdoc/>
    public string GetFramePath(DatasetVideo video, long frame) => $"data/{IExportFormat.FormatFrameName(video, frame)}";

    /// <inheritdoc/>
    public IReadOnlyList<ExportFile> Write(Dataset data)
    {
        var (events, pictures) = (new JsonObject(), new JsonObject());
        foreach (var video in data.Videos.Where(v => !v.Map.IsAudioOnly))
        {
            events[GetSampleKey(data, video)] = new JsonArray([
                .. video.Annotations.Select(a => new JsonObject
                {
                    ["label"] = data.IndexOfLabel(a.LabelId),
                    ["support"] = new JsonArray(a.StartFrame + 1, a.EndFrame),
                    ["confidence"] = a.Confidence,
                    ["attributes"] = Attributes(a),
                }),
            ]);
            foreach (var frame in video.GetAllFrames(data.FrameEverySec, withBoxesOnly: true))
            {
                pictures[Path.GetFileNameWithoutExtension(IExportFormat.FormatFrameName(video, frame))] = new JsonArray([
                    .. from a in video.Annotations
                    where frame >= a.StartFrame && frame < a.EndFrame
                    let box = BoxTracks.Interpolate(a.Boxes, frame)
                    where box is not null
                    select (JsonNode)
                        new JsonObject
                        {
                            ["label"] = data.IndexOfLabel(a.LabelId),
                            ["bounding_box"] = ExportJson.ToArray(box.X, box.Y, box.Width, box.Height),
                            ["confidence"] = a.Confidence,
                            ["attributes"] = Attributes(a),
                        },
                ]);
            }
        }
        var classes = data.Set.Labels.Select(l => l.Name).ToList();
        JsonObject Labels(JsonObject labels) =>
            new() { ["classes"] = new JsonArray([.. classes.Select(c => (JsonNode)c)]), ["labels"] = labels };
        return pictures.Count == 0
            ? [new("labels.json", ExportJson.Format(Labels(events)))]
            : [new("labels.json", ExportJson.Format(Labels(events))), new("detections.json", ExportJson.Format(Labels(pictures)))];
    }

    // Samples are told apart by the file's name; of two files of one name, by the video's id too.
    private static string GetSampleKey(Dataset data, DatasetVideo video)
    {
        var name = Path.GetFileNameWithoutExtension(video.Video.Filename);
        return data.Videos.Count(v => Path.GetFileNameWithoutExtension(v.Video.Filename) == name) == 1 ? name : $"{name}-{video.Video.Id}";
    }

    private static JsonObject Attributes(Reelsight.Storage.Records.AnnotationRecord annotation)
    {
        var attributes = ExportJson.ToAttributesObject(annotation);
        attributes["annotation_id"] = annotation.Id;
        attributes["state"] = annotation.State;
        attributes["start_sec"] = annotation.StartSec;
        attributes["end_sec"] = annotation.EndSec;
        return attributes;
    }
}
