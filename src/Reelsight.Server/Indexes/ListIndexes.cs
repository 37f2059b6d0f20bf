using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.Indexes;

/// <summary>
/// GET /indexes → 200 with a page, newest first unless told.
/// Filters: exact name, model options (comma list; all must be there), model family, created or updated at or after an instant.
/// </summary>
internal static class ListIndexes
{
    internal static async Task<IResult> HandleAsync(Call call, IIndexStore indexes)
    {
        var window = call.Window();
        var options = call.Query.Choices("model_options", ModelRoles.Options);
        var query = new IndexListQuery(window, call.Sort())
        {
            Name = call.Query.Text("index_name"),
            ModelOptions = options.Count == 0 ? null : options,
            ModelFamily = call.Query.Text("model_family") is null ? null : call.Query.Choice("model_family", "", "marengo", "pegasus"),
            CreatedFrom = call.Query.Instant("created_at"),
            UpdatedFrom = call.Query.Instant("updated_at"),
        };
        var page = await indexes.ListAsync(call.TenantId, query, call.Cancelled);
        return TypedResults.Json(ListOf.From(page, window, IndexView.Of), WireJson.Default.ListOfIndexView);
    }
}
