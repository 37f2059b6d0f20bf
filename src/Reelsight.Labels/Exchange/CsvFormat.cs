using System.Globalization;
using System.Text;

namespace Reelsight.Labels.Exchange;

/// <summary>One row an annotation, for spreadsheets and scripts; RFC 4180 with a header. Boxes are not in it.</summary>
public sealed class CsvFormat : IExportFormat
{
    private static readonly string[] _columns =
    [
        "annotation_id",
        "video_id",
        "filename",
        "split",
        "label_id",
        "label",
        "track",
        "start_frame",
        "end_frame",
        "start_pts",
        "end_pts",
        "start_sec",
        "end_sec",
        "state",
        "reviewer",
        "source",
        "model",
        "model_version",
        "confidence",
        "attributes",
        "note",
    ];

    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public IReadOnlyList<ExportFile> Write(Dataset data)
    {
        var text = new StringBuilder().AppendJoin(',', _columns).Append("\r\n");
        foreach (var video in data.Videos)
        {
            foreach (var a in video.Annotations)
            {
                object?[] row =
                [
                    a.Id,
                    a.VideoId,
                    video.Video.Filename,
                    video.Split,
                    a.LabelId,
                    data.GetLabel(a.LabelId).Name,
                    a.Track,
                    a.StartFrame,
                    a.EndFrame,
                    a.StartPts,
                    a.EndPts,
                    a.StartSec,
                    a.EndSec,
                    a.State,
                    a.Reviewer,
                    a.Source,
                    a.Model,
                    a.ModelVersion,
                    a.Confidence,
                    a.AttributesJson,
                    a.Note,
                ];
                text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
            }
        }

        return [new("labels.csv", text.ToString())];
    }

    // A spreadsheet takes a text that begins so for a formula and would run it.
    private static string Cell(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (value is string && text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..])
        {
            text = $"'{text}";
        }

        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
