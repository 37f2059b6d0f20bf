using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.Labels;

/// <summary>DELETE /reelsight/v1/label-sets/{label_set_id} → 204. Its annotations, their history, its runs and exports go with it.</summary>
internal static class DeleteLabelSet
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets)
    {
        var id = call.Id("label_set_id");
        return await sets.DeleteAsync(call.TenantId, id, null, call.Cancelled).ConfigureAwait(false) ? TypedResults.NoContent() : throw Fail.NotFound("label set", id);
    }
}
