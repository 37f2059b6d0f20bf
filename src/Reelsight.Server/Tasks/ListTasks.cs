using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.Tasks;

/// <summary>
/// GET /tasks → 200 with a page, newest first unless told. Filters: index, states (repeated), exact file name, duration, width, height,
/// created or updated at or after an instant. The state <c>uploading</c> may be asked for; no task is ever in it.
/// </summary>
internal static class ListTasks
{
    private const string Uploading = "uploading";
    private static readonly string[] _statuses = [Uploading, .. Enum.GetNames<IndexingTaskStatus>().Select(s => s.ToLowerInvariant())];

    internal static async Task<IResult> HandleAsync(Call call, ITaskStore tasks)
    {
        var window = call.Window();
        var asked = call.Query.Choices("status", _statuses);
        var query = new TaskListQuery(window, call.Sort())
        {
            IndexId = call.Query.Text("index_id") is { } id ? Identifiers.Check("index_id", id) : null,
            Statuses =
                asked.Count == 0
                    ? null
                    : [.. asked.Where(s => s != Uploading).Select(s => Enum.Parse<IndexingTaskStatus>(s, ignoreCase: true))],
            Filename = call.Query.Text("filename"),
            DurationSec = call.Query.Number("duration"),
            Width = call.Query.Integer("width"),
            Height = call.Query.Integer("height"),
            CreatedFrom = call.Query.Instant("created_at"),
            UpdatedFrom = call.Query.Instant("updated_at"),
        };
        var page = query.Statuses is { Count: 0 }
            ? new Page<IndexingTaskRecord>([], 0)
            : await tasks.ListAsync(call.TenantId, query, call.Cancelled);
        return TypedResults.Json(ListOf.From(page, window, TaskView.Of), WireJson.Default.ListOfTaskView);
    }
}
