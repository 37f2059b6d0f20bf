using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// DELETE /reelsight/v1/label-sets/{label_set_id}/exports/{export_id} → 204. The file goes too; one that is being written is stopped.
/// </summary>
internal static class DeleteExport
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<LabelSetRecord> sets,
        IResourceStore<ExportRecord> exports,
        ExportStorage files
    )
    {
        var export = await GetExport.FindAsync(call, sets, exports);
        await exports.DeleteAsync(call.TenantId, export.Id, null, call.Cancellation);
        files.Delete(export.Id);
        return TypedResults.NoContent();
    }
}
