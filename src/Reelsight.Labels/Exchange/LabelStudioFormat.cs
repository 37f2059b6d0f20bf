using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Labels.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Exchange;

/// <summary>
/// Label Studio's JSON: one task a video; intervals as <c>timelinelabels</c>, boxes as <c>videorectangle</c> (percent of the image). Its
/// frames count from 1 and both ends lie inside. Judged ones are annotations, proposals predictions. What it has no field for travels in
/// <c>meta.reelsight</c>.
/// </summary>
public sealed class LabelStudioFormat : IExportFormat
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    /// <inheritdoc/>
    public string Name => "label-studio";

    /// <inheritdoc/>
    public IReadOnlyList<ExportFile> Write(Dataset data) =>
        [new("tasks.json", ExportJson.Format(new JsonArray([.. data.Videos.Select((v, i) => (JsonNode)Task(data, v, i + 1))])))];

    /// <summary>The annotations of a file.</summary>
    /// <exception cref="LabelValidationException">It is no Label Studio JSON.</exception>
    public static IReadOnlyList<ImportedAnnotation> Read(string content)
    {
        try
        {
            if (JsonNode.Parse(content, documentOptions: _strict) is not JsonArray tasks)
            {
                throw new LabelValidationException(
                    "The parameter content is no Label Studio JSON: it must be a list of tasks. Export as JSON, not JSON-MIN."
                );
            }

            var found = new List<ImportedAnnotation>();
            foreach (var task in tasks.OfType<JsonObject>())
            {
                var (video, file) = (
                    ToText(task["data"]?["reelsight_video_id"]),
                    ToText(task["data"]?["video"]) is { } url ? Path.GetFileName(url) : null
                );
                foreach (var (kind, isPrediction) in (ReadOnlySpan<(string, bool)>)[("annotations", false), ("predictions", true)])
                {
                    foreach (var answer in task[kind]?.AsArray().OfType<JsonObject>() ?? [])
                    {
                        foreach (var result in answer["result"]?.AsArray().OfType<JsonObject>() ?? [])
                        {
                            found.AddRange(ReadAnnotations(result, video, file, isPrediction));
                        }
                    }
                }
            }
            return found;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new LabelValidationException($"The parameter content is no Label Studio JSON: {e.Message}");
        }
    }

    private static JsonObject Task(Dataset data, DatasetVideo video, int id)
    {
        JsonArray Results(bool proposed) =>
            new([
                .. video
                    .Annotations.Where(a => a.State == AnnotationRecord.Proposed == proposed)
                    .Select(a => (JsonNode)Result(data, video, a)),
            ]);
        var predictions = Results(true);
        return new JsonObject
        {
            ["id"] = id,
            ["data"] = new JsonObject { ["video"] = video.Video.Filename, ["reelsight_video_id"] = video.Video.Id },
            ["annotations"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = id,
                    ["was_cancelled"] = false,
                    ["ground_truth"] = false,
                    ["result"] = Results(false),
                }
            ),
            ["predictions"] =
                predictions.Count == 0
                    ? new JsonArray()
                    : new JsonArray(new JsonObject { ["model_version"] = "reelsight", ["result"] = predictions }),
        };
    }

    private static JsonObject Result(Dataset data, DatasetVideo video, AnnotationRecord a)
    {
        var name = data.GetLabel(a.LabelId).Name;
        var result = new JsonObject
        {
            ["id"] = a.Id,
            ["to_name"] = "video",
            ["origin"] = a.Source == AnnotationRecord.FromModel ? "prediction" : "manual",
        };
        if (a.Boxes.Count == 0)
        {
            result["type"] = "timelinelabels";
            result["from_name"] = "events";
            result["value"] = new JsonObject
            {
                ["ranges"] = new JsonArray(new JsonObject { ["start"] = a.StartFrame + 1, ["end"] = a.EndFrame }),
                ["timelinelabels"] = new JsonArray(name),
            };
        }
        else
        {
            result["type"] = "videorectangle";
            result["from_name"] = "box";
            result["value"] = new JsonObject
            {
                ["framesCount"] = video.Map.Count,
                ["duration"] = Math.Round(video.Map.GetTimeSec(video.Map.Count), 6),
                ["sequence"] = new JsonArray([
                    .. a.Boxes.Select(b => (JsonNode)ToKeyframe(video, b, true)),
                    .. a.EndFrame - 1 > a.Boxes[^1].Frame
                        ? (JsonNode[])[ToKeyframe(video, a.Boxes[^1] with { Frame = a.EndFrame - 1 }, false)]
                        : [],
                ]),
                ["labels"] = new JsonArray(name),
            };
        }
        if (a.Confidence is { } confidence)
        {
            result["score"] = confidence;
        }

        result["meta"] = new JsonObject { ["reelsight"] = JsonNode.Parse(ExportJson.FormatRecord(a)) };
        if (a.Note is { } note)
        {
            result["meta"]!["text"] = new JsonArray(note);
        }

        return result;
    }

    // enabled says whether the box goes on after this key frame.
    private static JsonObject ToKeyframe(DatasetVideo video, BoxKeyframe box, bool enabled) =>
        new()
        {
            ["frame"] = box.Frame + 1,
            ["enabled"] = enabled,
            ["rotation"] = 0,
            ["x"] = Math.Round(box.X * 100, 4),
            ["y"] = Math.Round(box.Y * 100, 4),
            ["width"] = Math.Round(box.Width * 100, 4),
            ["height"] = Math.Round(box.Height * 100, 4),
            ["time"] = Math.Round(video.Map.GetTimeSec(box.Frame), 6),
        };

    private static IEnumerable<ImportedAnnotation> ReadAnnotations(JsonObject result, string? video, string? file, bool isPrediction)
    {
        var value = result["value"];
        var record = result["meta"]?["reelsight"] is { } own ? ExportJson.ParseRecord(own.ToJsonString()) : null;
        var key = record?.Id ?? $"label-studio-{ToText(result["id"])}";
        var label = ToText((value?["timelinelabels"] ?? value?["labels"] ?? value?["rectanglelabels"])?.AsArray().FirstOrDefault()) ?? "";
        ImportedAnnotation Made(long start, long end, int part) =>
            new(record?.VideoId ?? video, file, label, start, end, record)
            {
                Key = part == 0 ? key : $"{key}-{part}",
                IsPrediction = isPrediction,
                Confidence = record?.Confidence ?? result["score"]?.GetValue<double>(),
            };
        if (ToText(result["type"]) == "timelinelabels")
        {
            var part = 0;
            foreach (var range in Get(value, "ranges").AsArray())
            {
                yield return Made(ParseFrame(Get(range, "start")) - 1, ParseFrame(Get(range, "end")), part++);
            }
        }
        else if (ToText(result["type"]) == "videorectangle")
        {
            var sequence = Get(value, "sequence").AsArray().OfType<JsonObject>().OrderBy(k => ParseFrame(k["frame"])).ToList();
            if (sequence.Count == 0)
            {
                yield break;
            }

            double Part(JsonObject at, string name) => Math.Round(Get(at, name).GetValue<double>() / 100, 6);
            var keys = sequence
                .Select(k => new BoxKeyframe(ParseFrame(k["frame"]) - 1, Part(k, "x"), Part(k, "y"), Part(k, "width"), Part(k, "height")))
                .ToList();
            var (start, last) = (
                record is not null && record.Boxes.Count > 0 && record.Boxes[0].Frame == keys[0].Frame ? record.StartFrame : keys[0].Frame,
                keys[^1].Frame
            );
            var goesOn = sequence[^1]["enabled"]?.GetValue<bool>() != false;
            var end = goesOn && record is null && value?["framesCount"] is { } count ? Math.Max(ParseFrame(count), last + 1) : last + 1;
            var same =
                record is not null
                && record.Boxes.Count > 0
                && record.Boxes.All(k => keys.Exists(n => n.Frame == k.Frame && IsNear(n, k)))
                && keys.Count <= record.Boxes.Count + 1;
            yield return Made(start, end, 0) with
            {
                Boxes = same ? record!.Boxes : keys,
            };
        }
    }

    private static bool IsNear(BoxKeyframe a, BoxKeyframe b) =>
        Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y) + Math.Abs(a.Width - b.Width) + Math.Abs(a.Height - b.Height) < 1e-5;

    private static JsonNode Get(JsonNode? node, string name) => node?[name] ?? throw new FormatException($"{name} is missing");

    private static long ParseFrame(JsonNode? node) =>
        (long)Math.Round((node ?? throw new FormatException("a frame number is missing")).GetValue<double>());

    private static string? ToText(JsonNode? node) =>
        node is JsonValue value
            ? value.TryGetValue<string>(out var text)
                ? text
                : value.ToJsonString()
            : null;
}
