using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Indexes;

/// <summary>
/// PUT /indexes/{index_id} → 200 without a body. Renames; the name is required and stays unique. Models and add-ons cannot change: naming
/// them is an error rather than ignored.
/// </summary>
internal static class UpdateIndex
{
    internal sealed record Body(string? IndexName, JsonElement? Models, JsonElement? Addons);

    internal static async Task<IResult> HandleAsync(Call call, IIndexStore indexes, TimeProvider clock)
    {
        var id = call.GetId("index_id");
        var body = await call.ReadJsonAsync(IndexesWireJson.Default.UpdateIndexBody);
        await GetIndex.FindAsync(call, indexes, id);
        if (body.Models is not null || body.Addons is not null)
        {
            throw Fail.Refused(
                ErrorCodes.IndexOptionCannotBeChanged,
                "The models and addons of an index cannot be changed. Create a new index."
            );
        }

        var name = IndexName.Check(body.IndexName);
        var renamed = await IndexName.RefuseDuplicateAsync(() =>
            indexes.RenameAsync(call.TenantId, id, name, clock.GetUtcNow(), call.Cancellation)
        );
        return renamed ? TypedResults.Ok() : throw Fail.NotFound("index", id);
    }
}
