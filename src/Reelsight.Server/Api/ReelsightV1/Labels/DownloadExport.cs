using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /exports/{token}/{name} → the archive of an export; the token in the path is the permission. Ranges are honoured, so a broken
/// download goes on.
/// </summary>
internal static class DownloadExport
{
    internal static async Task<IResult> HandleAsync(
        HttpContext http,
        string token,
        string name,
        SignedExportUrls urls,
        ExportStorage files,
        IResourceStore<ExportRecord> exports,
        AuditLog audit
    )
    {
        var (tenant, id) = urls.ReadToken(token);
        var export = await exports.FindAsync(tenant, id, http.RequestAborted);
        if (export is null || name != $"{export.Format}.zip" || !files.Exists(id))
        {
            throw Fail.NotFound("file", name);
        }

        AuditLog.SetSubject(http, $"{export.Format} of {export.LabelSetId} ({id})");
        await audit.RecordAsync(http, tenant, nameof(DownloadExport), "signed link", null);
        return TypedResults.PhysicalFile(files.GetPath(id), "application/zip", name, enableRangeProcessing: true);
    }
}
