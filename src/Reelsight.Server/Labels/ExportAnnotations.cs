using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/export → 200 with the annotations as a file, without pictures: what was accepted, unless <c>state</c> says otherwise. A format that needs
/// several files comes as a ZIP archive, with the datasheet. <c>splits</c> gives whole videos to train, val and test by shares.
/// </summary>
internal static class ExportAnnotations
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, Datasets datasets)
    {
        var format = ExportRules.Format(call.Query.Text("format"));
        var (videos, states) = (call.Query.List("video_id"), call.Query.Choices("state", AnnotationRecord.Proposed, AnnotationRecord.Accepted, AnnotationRecord.Rejected));
        var usual = new ExportRequest();
        var request = ExportRules.Check(new ExportRequest
        {
            VideoIds = videos.Count == 0 ? null : videos,
            States = states.Count == 0 ? usual.States : states,
            Reviewer = call.Query.Text("reviewer"),
            FrameEverySec = call.Query.Number("frame_every_sec") ?? usual.FrameEverySec,
            // Not as a list: a share that stands there twice is meant twice.
            Splits = call.Query.Text("splits") is { } shares ? [.. shares.Split(',').Select(s => Fields.TryNumber(s, out var share) ? share : -1)] : usual.Splits,
            Seed = call.Query.Integer("seed", 0, 0, int.MaxValue),
        });
        var set = await GetLabelSet.FindAsync(call, sets).ConfigureAwait(false);
        var data = await datasets.ReadAsync(set, request, call.Cancelled).ConfigureAwait(false);
        var files = Datasets.Write(data, format);
        if (files is [var only]) return TypedResults.File(Encoding.UTF8.GetBytes(only.Text), Type(only.Name), only.Name);
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
            await Datasets.AddAsync(zip, files.Append(Datasheet.File(data))).ConfigureAwait(false);
        return TypedResults.File(zipped.ToArray(), "application/zip", $"{format}.zip");
    }

    private static string Type(string name) => Path.GetExtension(name) switch { ".json" => "application/json", ".csv" => "text/csv", ".xml" => "application/xml", _ => "text/plain" };
}
