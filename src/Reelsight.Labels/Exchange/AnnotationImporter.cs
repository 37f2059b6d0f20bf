using System.Globalization;
using System.Text.Json;
using Reelsight.Core.Time;
using Reelsight.Labels.Editing;
using Reelsight.Labels.Errors;
using Reelsight.Labels.Taxonomy;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Exchange;

/// <summary>Reads annotation files of other programs, and of this one.</summary>
public static class AnnotationImporter
{
    /// <summary>Formats that can be read.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["json", "cvat", "label-studio"];

    /// <summary>The annotations of a file.</summary>
    /// <exception cref="LabelValidationException">It cannot be read.</exception>
    public static IReadOnlyList<ImportedAnnotation> Read(string format, string content) =>
        format switch
        {
            "json" => JsonFormat.Read(content),
            "cvat" => CvatFormat.Read(content),
            _ => LabelStudioFormat.Read(content),
        };

    /// <summary>
    /// The record of an imported annotation: as it was when the file was written by us, with what was changed in the meantime.
    /// </summary>
    /// <param name="imported">What the file has.</param>
    /// <param name="format">The file's format.</param>
    /// <param name="set">Where it goes.</param>
    /// <param name="videoId">The video.</param>
    /// <param name="map">Its frames.</param>
    /// <param name="reviewer">Who brings it.</param>
    /// <param name="id">Its id, when it is new.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="LabelValidationException">The label is not in the set, or it does not fit into the video.</exception>
    public static AnnotationRecord CreateRecord(
        ImportedAnnotation imported,
        string format,
        LabelSetRecord set,
        string videoId,
        FrameMap map,
        string reviewer,
        string id,
        DateTimeOffset now
    )
    {
        var label = TaxonomyRules.Find(set.Labels, imported.Label)
            ?? throw new LabelValidationException($"The label \"{imported.Label}\" is not in the label set. Add it to the set first.");
        var (start, end) = AnnotationIntervals.ResolveFrames(map, imported.StartFrame, Math.Min(imported.EndFrame, map.Count), null, null);
        var whole = imported.Record
            ?? new AnnotationRecord
            {
                Id = id,
                TenantId = set.TenantId,
                LabelSetId = set.Id,
                ClientId = imported.Key is { } key ? $"import-{key}" : null,
                VideoId = videoId,
                LabelId = label.Id,
                StartFrame = start,
                EndFrame = end,
                StartPts = 0,
                EndPts = 0,
                StartSec = 0,
                EndSec = 0,
                State = imported.IsPrediction ? AnnotationRecord.Proposed : AnnotationRecord.Accepted,
                Reviewer = imported.IsPrediction ? null : reviewer,
                Source = imported.IsPrediction ? AnnotationRecord.FromModel : AnnotationRecord.FromImport,
                Model = format,
                Confidence = imported.Confidence,
                AttributesJson = LabelAttributeValues.Serialize(label, ConvertAttributes(label, imported.Attributes)),
                CreatedAt = now,
                UpdatedAt = now,
            };
        return whole.WithFrames(map, start, end) with
        {
            TenantId = set.TenantId,
            LabelSetId = set.Id,
            VideoId = videoId,
            LabelId = label.Id,
            Boxes = BoxTracks.Validate(imported.Boxes, start, end),
        };
    }

    // Files carry texts; what the label says of its attributes makes values of them. What it does not know is left out.
    private static Dictionary<string, JsonElement> ConvertAttributes(LabelRecord label, IReadOnlyDictionary<string, string> texts)
    {
        var values = new Dictionary<string, JsonElement>();
        foreach (var attribute in label.Attributes)
        {
            if (!texts.TryGetValue(attribute.Name, out var text) || text.Length == 0)
            {
                continue;
            }

            var json = attribute.Type switch
            {
                "number"
                    when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                        && double.IsFinite(number) => number.ToString("R", CultureInfo.InvariantCulture),
                "bool" => text is "true" or "True" ? "true" : "false",
                _ => null,
            };
            values[attribute.Name] = json is null
                ? JsonSerializer.SerializeToElement(text, ExchangeJson.Default.String)
                : JsonDocument.Parse(json).RootElement.Clone();
        }
        return values;
    }
}
