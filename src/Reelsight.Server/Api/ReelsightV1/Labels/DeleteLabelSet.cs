using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// DELETE /reelsight/v1/label-sets/{label_set_id} → 204. Its annotations, their history, its runs, its exports and their files go with it.
/// </summary>
internal static class DeleteLabelSet
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<LabelSetRecord> sets,
        IResourceStore<ExportRecord> exports,
        ExportStorage files
    )
    {
        var id = call.GetId("label_set_id");
        var written = await exports.ListAllAsync(call.TenantId, new ResourceFilter { ParentId = id }, call.Cancellation);
        if (!await sets.DeleteAsync(call.TenantId, id, null, call.Cancellation))
        {
            throw Fail.NotFound("label set", id);
        }

        foreach (var export in written)
        {
            files.Delete(export.Id);
        }

        return TypedResults.NoContent();
    }
}
