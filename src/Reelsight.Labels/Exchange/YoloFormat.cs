using System.Globalization;
using System.Text;
using Reelsight.Labels.Editing;

namespace Reelsight.Labels.Exchange;

/// <summary>YOLO: a text a picture with <c>class x-centre y-centre width height</c> in parts of the picture, and data.yaml. It knows boxes only.</summary>
public sealed class YoloFormat : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "yolo";

    /// <inheritdoc/>
    public string FramePath(DatasetVideo video, long frame) => $"images/{video.Split}/{IExportFormat.FrameName(video, frame)}";

    /// <inheritdoc/>
    // A picture without a text would be taken for one that shows nothing.
    public IReadOnlyList<long> Frames(Dataset data, DatasetVideo video) => video.Frames(data.FrameEverySec, withBoxesOnly: true);

    /// <inheritdoc/>
    public IReadOnlyList<ExportFile> Write(Dataset data)
    {
        var files = new List<ExportFile> { new("data.yaml", Yaml(data)) };
        foreach (var video in data.Videos)
            foreach (var frame in Frames(data, video))
            {
                var text = new StringBuilder();
                foreach (var annotation in video.Annotations.Where(a => frame >= a.StartFrame && frame < a.EndFrame))
                    if (BoxTracks.At(annotation.Boxes, frame) is { } box)
                        text.Append(CultureInfo.InvariantCulture, $"{data.PlaceOf(annotation.LabelId)} {box.X + box.Width / 2:0.######} {box.Y + box.Height / 2:0.######} {box.Width:0.######} {box.Height:0.######}\n");
                files.Add(new($"labels/{video.Split}/{Path.ChangeExtension(IExportFormat.FrameName(video, frame), ".txt")}", text.ToString()));
            }
        return files.Count > 1 ? files : throw new LabelRuleException("The parameter format yolo knows boxes only, and no annotation has one. Draw boxes, or choose another format.");
    }

    private static string Yaml(Dataset data)
    {
        var text = new StringBuilder("path: .\ntrain: images/train\nval: images/val\ntest: images/test\nnames:\n");
        for (var i = 0; i < data.Set.Labels.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"  {i}: \"{data.Set.Labels[i].Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n");
        return text.ToString();
    }
}
