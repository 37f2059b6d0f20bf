using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.Indexes;

/// <summary>
/// DELETE /indexes/{index_id} → 204. Its videos, tasks and saved searches go with it, and work on them stops; assets stay.
/// </summary>
internal static class DeleteIndex
{
    internal static async Task<IResult> HandleAsync(Call call, IIndexStore indexes, IResourceStore<SavedSearchRecord> searches)
    {
        var id = call.Id("index_id");
        if (!await indexes.DeleteAsync(call.TenantId, id, call.Cancelled))
        {
            throw Fail.NotFound("index", id);
        }

        foreach (var search in await searches.AllAsync(call.TenantId, new ResourceFilter { LinkedTo = id }, call.Cancelled))
        {
            await searches.DeleteAsync(call.TenantId, search.Id, null, call.Cancelled);
        }

        return TypedResults.NoContent();
    }
}
