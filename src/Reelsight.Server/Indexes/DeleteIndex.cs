using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.Indexes;

/// <summary>DELETE /indexes/{index_id} → 204. Its videos and tasks go with it, and work on them stops; assets stay.</summary>
internal static class DeleteIndex
{
    internal static async Task<IResult> HandleAsync(Call call, IIndexStore indexes)
    {
        var id = call.Id("index_id");
        return await indexes.DeleteAsync(call.TenantId, id, call.Cancelled).ConfigureAwait(false) ? TypedResults.NoContent() : throw Fail.NotFound("index", id);
    }
}
