using Microsoft.AspNetCore.Http;
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
        ExportStorage files,
        IResourceStore<ExportRecord> exports
    )
    {
        var (tenant, id) = files.ReadToken(token);
        var export = await exports.FindAsync(tenant, id, http.RequestAborted);
        if (export is null || name != $"{export.Format}.zip" || !File.Exists(files.GetPath(id)))
        {
            throw Fail.NotFound("file", name);
        }

        return TypedResults.PhysicalFile(files.GetPath(id), "application/zip", name, enableRangeProcessing: true);
    }
}
