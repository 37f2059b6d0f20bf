using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Reelsight.Labels.Editing;
using Reelsight.Labels.Errors;
using Reelsight.Labels.Taxonomy;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Exchange;

/// <summary>
/// CVAT for video 1.1: one XML a video, one track an annotation, the frame after its last marked as outside. An interval without a box is a
/// track over the whole frame. What CVAT has no field for travels in a text attribute, <c>reelsight</c>, which it keeps; so nothing is lost
/// on the way back.
/// </summary>
public sealed class CvatFormat : IExportFormat
{
    private const string ReelsightAttribute = "reelsight";

    /// <inheritdoc/>
    public string Name => "cvat";

    /// <inheritdoc/>
    public IReadOnlyList<ExportFile> Write(Dataset data) =>
        [
            .. data.Videos.Select(v => new ExportFile(
                data.Videos.Count == 1 ? "annotations.xml" : $"{v.Video.Id}/annotations.xml",
                Write(data, v)
            )),
        ];

    /// <summary>The annotations of a file.</summary>
    /// <exception cref="LabelValidationException">It is no CVAT XML of a video.</exception>
    public static IReadOnlyList<ImportedAnnotation> Read(string content)
    {
        XDocument document;
        try
        {
            // No entity of a stranger's file is resolved or unfolded.
            using var reader = XmlReader.Create(
                new StringReader(content),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }
            );
            document = XDocument.Load(reader);
        }
        catch (XmlException e)
        {
            throw new LabelValidationException($"The parameter content is not well-formed XML: {e.Message}");
        }
        if (document.Root?.Name != "annotations")
        {
            throw new LabelValidationException(
                "The parameter content is no CVAT XML: its root is not <annotations>. Export as \"CVAT for video 1.1\"."
            );
        }

        if (document.Root.Elements("image").Any())
        {
            throw new LabelValidationException("The parameter content is CVAT for images. Export as \"CVAT for video 1.1\".");
        }

        var meta = document.Root.Element("meta");
        var size = meta?.Descendants("original_size").FirstOrDefault();
        var (width, height) = (ParseNumber(size?.Element("width")?.Value), ParseNumber(size?.Element("height")?.Value));
        var source = meta?.Descendants("source").FirstOrDefault()?.Value;
        var length = meta?.Descendants("size").FirstOrDefault()?.Value;
        return [.. document.Root.Elements("track").SelectMany(t => ReadTrack(t, width, height, source, length))];
    }

    private static string Write(Dataset data, DatasetVideo video)
    {
        var (width, height) = (Math.Max(1, video.Video.Width), Math.Max(1, video.Video.Height));
        var meta = new XElement(
            "meta",
            new XElement(
                "task",
                new XElement("id", video.Video.Id),
                new XElement("name", data.Set.Name),
                new XElement("size", video.Map.Count),
                new XElement("mode", "interpolation"),
                new XElement("overlap", 0),
                new XElement("start_frame", 0),
                new XElement("stop_frame", video.Map.Count - 1),
                new XElement("frame_filter"),
                new XElement("subset", video.Split),
                new XElement(
                    "labels",
                    data.Set.Labels.Select(l => new XElement(
                        "label",
                        new XElement("name", l.Name),
                        new XElement("color", l.Colour),
                        new XElement("type", "any"),
                        new XElement(
                            "attributes",
                            l.Attributes.Append(new LabelAttribute(ReelsightAttribute, "text", [])).Select(DeclareAttribute)
                        )
                    ))
                ),
                new XElement("original_size", new XElement("width", width), new XElement("height", height)),
                new XElement("source", video.Video.Filename)
            ),
            new XElement("dumped", data.ExportedAt.ToString("yyyy-MM-dd HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture))
        );
        var tracks = video.Annotations.Select(
            (a, i) =>
                new XElement(
                    "track",
                    new XAttribute("id", i),
                    new XAttribute("label", data.GetLabel(a.LabelId).Name),
                    new XAttribute("source", a.Source == AnnotationRecord.FromModel ? "auto" : "manual"),
                    Boxes(a, video, width, height)
                )
        );
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{new XElement("annotations", new XElement("version", "1.1"), meta, tracks)}\n";
    }

    private static IEnumerable<XElement> Boxes(AnnotationRecord a, DatasetVideo video, int width, int height)
    {
        var keys = a.Boxes.Count > 0 ? a.Boxes.ToList() : [new BoxKeyframe(a.StartFrame, 0, 0, 1, 1)];
        if (keys[0].Frame > a.StartFrame)
        {
            keys.Insert(0, BoxTracks.Interpolate(keys, a.StartFrame)!);
        }

        var last = keys[^1];
        if (a.EndFrame < video.Map.Count)
        {
            keys.Add(last with { Frame = a.EndFrame });
        }

        foreach (var key in keys)
        {
            var outside = key.Frame >= a.EndFrame;
            string Pixel(double part, int side) => (part * side).ToString("0.00", CultureInfo.InvariantCulture);
            yield return new XElement(
                "box",
                new XAttribute("frame", key.Frame),
                new XAttribute("keyframe", 1),
                new XAttribute("outside", outside ? 1 : 0),
                new XAttribute("occluded", 0),
                new XAttribute("xtl", Pixel(key.X, width)),
                new XAttribute("ytl", Pixel(key.Y, height)),
                new XAttribute("xbr", Pixel(key.X + key.Width, width)),
                new XAttribute("ybr", Pixel(key.Y + key.Height, height)),
                new XAttribute("z_order", 0),
                LabelAttributeValues
                    .Deserialize(a.AttributesJson)
                    .Select(v => Attribute(v.Key, v.Value.ToString()))
                    .Append(Attribute(ReelsightAttribute, key == keys[0] ? ExportJson.FormatRecord(a) : ""))
            );
        }
    }

    private static XElement Attribute(string name, string value) => new("attribute", new XAttribute("name", name), value);

    private static XElement DeclareAttribute(LabelAttribute attribute) =>
        new(
            "attribute",
            new XElement("name", attribute.Name),
            new XElement("mutable", "False"),
            new XElement(
                "input_type",
                attribute.Type switch
                {
                    "enum" => "select",
                    "number" => "number",
                    "bool" => "checkbox",
                    _ => "text",
                }
            ),
            new XElement(
                "default_value",
                attribute.Type switch
                {
                    "enum" => attribute.Values[0],
                    "number" => "0",
                    "bool" => "false",
                    _ => "",
                }
            ),
            new XElement(
                "values",
                attribute.Type switch
                {
                    "enum" => string.Join('\n', attribute.Values),
                    "number" => "0\n1000000\n1",
                    "bool" => "false",
                    _ => "",
                }
            )
        );

    // A track is out of view between a box marked outside and the next that is not; each interval in view is an annotation.
    private static IEnumerable<ImportedAnnotation> ReadTrack(XElement track, double width, double height, string? source, string? length)
    {
        var boxes = track.Elements("box").OrderBy(b => ParseNumber(b.Attribute("frame")?.Value)).ToList();
        var open = new List<XElement>();
        var part = 0;
        foreach (var box in boxes.Append(null))
        {
            var outside = box is null || box.Attribute("outside")?.Value == "1";
            if (!outside)
            {
                open.Add(box!);
            }
            else if (open.Count > 0)
            {
                var end = box is not null
                    ? (long)ParseNumber(box.Attribute("frame")?.Value)
                    : Math.Max((long)ParseNumber(length), (long)ParseNumber(open[^1].Attribute("frame")?.Value) + 1);
                yield return ReadAnnotation(track, open, end, width, height, source, part++);
                open = [];
            }
        }
    }

    private static ImportedAnnotation ReadAnnotation(
        XElement track,
        List<XElement> boxes,
        long end,
        double width,
        double height,
        string? source,
        int part
    )
    {
        double At(XElement box, string name) => ParseNumber(box.Attribute(name)?.Value);
        var values = boxes[0]
            .Elements("attribute")
            .Where(a => a.Attribute("name") is not null)
            .GroupBy(a => a.Attribute("name")!.Value)
            .ToDictionary(a => a.Key, a => a.First().Value);
        var record = values.Remove(ReelsightAttribute, out var own) && own.Length > 0 ? ExportJson.ParseRecord(own) : null;
        var keys = boxes
            .Where(b => b.Attribute("keyframe")?.Value != "0")
            .DefaultIfEmpty(boxes[0])
            .Select(b => new BoxKeyframe(
                (long)At(b, "frame"),
                Math.Round(At(b, "xtl") / width, 6),
                Math.Round(At(b, "ytl") / height, 6),
                Math.Round((At(b, "xbr") - At(b, "xtl")) / width, 6),
                Math.Round((At(b, "ybr") - At(b, "ytl")) / height, 6)
            ))
            .ToList();
        var isWhole = record is { Boxes.Count: 0 } || keys is [{ X: 0, Y: 0, Width: 1, Height: 1 }];
        // Pixels are rounded; boxes that nobody moved are those that we know better.
        var same =
            record is not null
            && record.Boxes.Count > 0
            && record.Boxes.All(k => keys.Exists(n => n.Frame == k.Frame && IsNear(n, k, width, height)))
            && keys.Count <= record.Boxes.Count + 1;
        return new ImportedAnnotation(
            record?.VideoId,
            source,
            track.Attribute("label")?.Value ?? "",
            (long)At(boxes[0], "frame"),
            end,
            record
        )
        {
            Boxes =
                isWhole ? []
                : same ? record!.Boxes
                : keys,
            Attributes = values,
            Key = record?.Id ?? $"cvat-{source}-{track.Attribute("id")?.Value}-{part}",
        };
    }

    private static bool IsNear(BoxKeyframe a, BoxKeyframe b, double width, double height) =>
        Math.Abs(a.X - b.X) * width < 0.02
        && Math.Abs(a.Y - b.Y) * height < 0.02
        && Math.Abs(a.Width - b.Width) * width < 0.02
        && Math.Abs(a.Height - b.Height) * height < 0.02;

    private static double ParseNumber(string? text) =>
        text is null ? 0
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : throw new LabelValidationException($"The parameter content holds \"{text}\" where a number must stand.");
}
