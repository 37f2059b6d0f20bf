using System.Globalization;
using System.Text;
using Reelsight.Labels.Editing;
using Reelsight.Labels.Errors;

namespace Reelsight.Labels.Exchange;

/// <summary>
/// YOLO: a text file for each image with <c>class x-centre y-centre width height</c> relative to the frame, and data.yaml. It knows boxes
/// only.
/// </summary>
public sealed class YoloFormat : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "yolo";

    /// <inheritdoc/>
    public string GetFramePath(DatasetVideo video, long frame) => $"images/{video.Split}/{IExportFormat.FormatFrameName(video, frame)}";

    /// <inheritdoc/>
    // Without its text file an image would be taken for one that shows nothing.
    public IReadOnlyList<long> GetFrames(Dataset data, DatasetVideo video) => video.GetAllFrames(data.FrameEverySec, withBoxesOnly: true);

    /// <inheritdoc/>
    public IReadOnlyList<ExportFile> Write(Dataset data)
    {
        var files = new List<ExportFile>();
        foreach (var video in data.Videos)
        {
            foreach (var frame in GetFrames(data, video))
            {
                var text = new StringBuilder();
                foreach (var annotation in video.Annotations.Where(a => frame >= a.StartFrame && frame < a.EndFrame))
                {
                    if (BoxTracks.Interpolate(annotation.Boxes, frame) is { } box)
                    {
                        text.Append(
                            CultureInfo.InvariantCulture,
                            $"{data.IndexOfLabel(annotation.LabelId)} {box.X + box.Width / 2:0.######} "
                                + $"{box.Y + box.Height / 2:0.######} {box.Width:0.######} {box.Height:0.######}\n"
                        );
                    }
                }

                files.Add(
                    new(
                        $"labels/{video.Split}/{Path.ChangeExtension(IExportFormat.FormatFrameName(video, frame), ".txt")}",
                        text.ToString()
                    )
                );
            }
        }

        return files.Count > 0
            ? [new("data.yaml", Yaml(data)), .. files]
            : throw new LabelValidationException(
                "The parameter format yolo knows boxes only, and no annotation has one. Draw boxes, or choose another format."
            );
    }

    private string Yaml(Dataset data)
    {
        // Trainers want train and val both, and fail over a folder that is not there. Without a path they begin where this file lies.
        var held = Dataset.SplitNames.Where(s => data.Videos.Any(v => v.Split == s && GetFrames(data, v).Count > 0)).ToList();
        var text = new StringBuilder();
        foreach (var split in Dataset.SplitNames)
        {
            if (held.Contains(split))
            {
                text.Append(CultureInfo.InvariantCulture, $"{split}: images/{split}\n");
            }
            else if (split != "test")
            {
                text.Append(CultureInfo.InvariantCulture, $"{split}: images/{held[0]} # no picture was given to {split}\n");
            }
        }

        text.Append("names:\n");
        for (var i = 0; i < data.Set.Labels.Count; i++)
        {
            var name = data
                .Set.Labels[i]
                .Name.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"  {i}: \"{name}\"\n");
        }

        return text.ToString();
    }
}
