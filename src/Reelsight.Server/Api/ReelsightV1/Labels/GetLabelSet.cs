using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>GET /reelsight/v1/label-sets/{label_set_id} → 200.</summary>
internal static class GetLabelSet
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets) =>
        TypedResults.Json(LabelSetView.From(await FindAsync(call, sets)), LabelsWireJson.Default.LabelSetView);

    /// <summary>The label set an operation is about.</summary>
    /// <exception cref="ApiException">404: the account has no such set.</exception>
    internal static async Task<LabelSetRecord> FindAsync(Call call, IResourceStore<LabelSetRecord> sets)
    {
        var id = call.GetId("label_set_id");
        return await sets.FindAsync(call.TenantId, id, call.Cancellation) ?? throw Fail.NotFound("label set", id);
    }
}
