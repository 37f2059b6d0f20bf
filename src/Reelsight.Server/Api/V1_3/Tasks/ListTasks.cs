using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Tasks;

/// <summary>
/// GET /tasks → 200 with a page, newest first by default. Filters: index, states (repeated), exact file name, duration, width, height,
/// created or updated at or after an instant. The state <c>uploading</c> may be asked for; no task is ever in it.
/// </summary>
internal static class ListTasks
{
    private const string Uploading = "uploading";
    private static readonly string[] _statuses = [Uploading, .. Enum.GetNames<IndexingTaskStatus>().Select(s => s.ToLowerInvariant())];

    internal static async Task<IResult> HandleAsync(Call call, IIndexingTaskStore tasks)
    {
        var window = call.GetPageWindow();
        var asked = call.Query.GetChoices("status", _statuses);
        var query = new IndexingTaskQuery(window, call.GetSortOrder())
        {
            IndexId = call.Query.GetText("index_id") is { } id ? Identifiers.Check("index_id", id) : null,
            Statuses =
                asked.Count == 0
                    ? null
                    : [.. asked.Where(s => s != Uploading).Select(s => Enum.Parse<IndexingTaskStatus>(s, ignoreCase: true))],
            Filename = call.Query.GetText("filename"),
            DurationSec = call.Query.GetNumber("duration"),
            Width = call.Query.GetInteger("width"),
            Height = call.Query.GetInteger("height"),
            CreatedFrom = call.Query.GetTimestamp("created_at"),
            UpdatedFrom = call.Query.GetTimestamp("updated_at"),
        };
        var page = query.Statuses is { Count: 0 }
            ? new Page<IndexingTaskRecord>([], 0)
            : await tasks.ListAsync(call.TenantId, query, call.Cancellation);
        return TypedResults.Json(ListOf.From(page, window, TaskView.From), TasksWireJson.Default.ListOfTaskView);
    }
}
