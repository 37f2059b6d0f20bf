using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/exports/{export_id} → 200 with how far it is, and the URL of the file when it is ready.
/// </summary>
internal static class GetExport
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<LabelSetRecord> sets,
        IResourceStore<ExportRecord> exports,
        SignedExportUrls urls,
        IJobQueue queue
    )
    {
        var export = await FindAsync(call, sets, exports);
        var progress = LabelJobStates.HasEnded(export.State)
            ? null
            : await queue.FindProgressAsync(call.TenantId, export.Id, call.Cancellation);
        return TypedResults.Json(ExportView.From(export, call, urls, progress?.Fraction), LabelsWireJson.Default.ExportView);
    }

    /// <summary>The export an operation is about.</summary>
    /// <exception cref="ApiException">404: the label set has no such export.</exception>
    internal static async Task<ExportRecord> FindAsync(Call call, IResourceStore<LabelSetRecord> sets, IResourceStore<ExportRecord> exports)
    {
        var set = await GetLabelSet.FindAsync(call, sets);
        var id = call.GetId("export_id");
        return await exports.FindAsync(call.TenantId, id, call.Cancellation) is { } export && export.LabelSetId == set.Id
            ? export
            : throw Fail.NotFound("export", id);
    }
}
