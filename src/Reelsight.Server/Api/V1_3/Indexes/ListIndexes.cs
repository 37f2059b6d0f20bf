using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Indexes;

/// <summary>
/// GET /indexes → 200 with a page, newest first by default. Filters: exact name, model options (comma list; all must be there), model
/// family, created or updated at or after an instant.
/// </summary>
internal static class ListIndexes
{
    internal static async Task<IResult> HandleAsync(Call call, IIndexStore indexes)
    {
        var window = call.GetPageWindow();
        var options = call.Query.GetChoices("model_options", ModelRoles.Options);
        var query = new IndexQuery(window, call.GetSortOrder())
        {
            Name = call.Query.GetText("index_name"),
            ModelOptions = options.Count == 0 ? null : options,
            ModelFamily = call.Query.GetText("model_family") is null
                ? null
                : call.Query.GetChoice("model_family", "", "marengo", "pegasus"),
            CreatedFrom = call.Query.GetTimestamp("created_at"),
            UpdatedFrom = call.Query.GetTimestamp("updated_at"),
        };
        var page = await indexes.ListAsync(call.TenantId, query, call.Cancellation);
        return TypedResults.Json(ListOf.From(page, window, IndexView.From), IndexesWireJson.Default.ListOfIndexView);
    }
}
