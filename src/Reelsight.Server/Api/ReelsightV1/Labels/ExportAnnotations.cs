using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/export → 200 with the annotations as a file, without images: what was accepted, unless
/// <c>state</c> says otherwise. A format that needs several files comes as a ZIP archive, with the datasheet. <c>splits</c> gives whole
/// videos to train, val and test by shares.
/// </summary>
internal static class ExportAnnotations
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, DatasetExporter datasets)
    {
        var format = ExportRequestRules.CheckFormat(call.Query.GetText("format"));
        var request = ExportRequestRules.Read(call.Query, new ExportRequest().States);
        var set = await GetLabelSet.FindAsync(call, sets);
        var data = await datasets.BuildAsync(set, request, call.Cancellation);
        var files = DatasetExporter.Write(data, format);
        if (files is [var only])
        {
            return TypedResults.File(Encoding.UTF8.GetBytes(only.Text), Type(only.Name), only.Name);
        }

        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            await DatasetExporter.AddFilesAsync(zip, files.Append(Datasheet.Create(data, ExportFormats.Get(format)).ToFile()));
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
