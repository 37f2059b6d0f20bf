using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/export → 200 with the annotations as a file, without pictures: what was accepted, unless
/// <c>state</c> says otherwise. A format that needs several files comes as a ZIP archive, with the datasheet. <c>splits</c> gives whole
/// videos to train, val and test by shares.
/// </summary>
internal static class ExportAnnotations
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, Datasets datasets)
    {
        var format = ExportRules.Format(call.Query.Text("format"));
        var request = ExportRules.Read(call.Query, new ExportRequest().States);
        var set = await GetLabelSet.FindAsync(call, sets);
        var data = await datasets.ReadAsync(set, request, call.Cancelled);
        var files = Datasets.Write(data, format);
        if (files is [var only])
        {
            return TypedResults.File(Encoding.UTF8.GetBytes(only.Text), Type(only.Name), only.Name);
        }

        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            await Datasets.AddAsync(zip, files.Append(Datasheet.Of(data, ExportFormats.Of(format)).File()));
        }

        return TypedResults.File(zipped.ToArray(), "application/zip", $"{format}.zip");
    }

    private static string Type(string name) =>
        Path.GetExtension(name) switch
        {
            ".json" => "application/json",
            ".csv" => "text/csv",
            ".xml" => "application/xml",
            _ => "text/plain",
        };
}
