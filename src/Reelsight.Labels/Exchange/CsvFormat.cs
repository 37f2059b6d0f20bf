using System.Buffers;
using System.Globalization;
using System.Text;

namespace Reelsight.Labels.Exchange;

/// <summary>
/// One row an annotation, for spreadsheets and scripts; RFC 4180 with a header, UTF-8 with a byte order mark. Boxes are not in it.
/// </summary>
public sealed class CsvFormat : IExportFormat
{
    // Without it, spreadsheets take UTF-8 for the code page of their machine.
    private const char ByteOrderMark = '\uFEFF';

    // Spreadsheets fold full-width signs into plain ones.
    private static readonly SearchValues<char> _formulaSigns = SearchValues.Create("=+-@＝＋－＠");

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
        var text = new StringBuilder().Append(ByteOrderMark).AppendJoin(',', _columns).Append("\r\n");
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

    // A spreadsheet takes a text that begins so for a formula and would run it, whatever blanks stand before.
    private static string Cell(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (value is string && (text is ['\t' or '\r' or '\n', ..] || StartsWithFormula(text)))
        {
            text = $"'{text}";
        }

        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool StartsWithFormula(string text) => _formulaSigns.Contains(text.FirstOrDefault(c => !IsBlank(c)));

    private static bool IsBlank(char c) =>
        char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control;
}
