using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Indexes;

/// <summary>GET /indexes/{index_id} → 200 with the index, its number of ready videos and their total duration in seconds.</summary>
internal static class GetIndex
{
    internal static async Task<IResult> HandleAsync(Call call, IIndexStore indexes) =>
        TypedResults.Json(IndexView.From(await FindAsync(call, indexes, call.GetId("index_id"))), IndexesWireJson.Default.IndexView);

    /// <summary>The index an operation is about.</summary>
    /// <exception cref="ApiException">404: the tenant has no such index.</exception>
    internal static async Task<IndexRecord> FindAsync(Call call, IIndexStore indexes, string id) =>
        await indexes.FindAsync(call.TenantId, id, call.Cancellation) ?? throw Fail.NotFound("index", id);
}
