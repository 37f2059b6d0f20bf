using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Indexes;

/// <summary>
/// DELETE /indexes/{index_id} → 204. Its videos, tasks and saved searches go with it, and work on them stops; assets stay.
/// </summary>
internal static class DeleteIndex
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IIndexStore indexes,
        IResourceStore<SavedSearchRecord> searches,
        IUnitOfWork unit
    )
    {
        var id = call.GetId("index_id");
        var deleted = await unit.RunAsync(
            async () =>
            {
                foreach (var search in await searches.ListAllAsync(call.TenantId, new ResourceFilter { LinkedTo = id }, call.Cancellation))
                {
                    await searches.DeleteAsync(call.TenantId, search.Id, null, call.Cancellation);
                }

                return await indexes.DeleteAsync(call.TenantId, id, call.Cancellation);
            },
            call.Cancellation
        );
        return deleted ? TypedResults.NoContent() : throw Fail.NotFound("index", id);
    }
}
