using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Reelsight.Pipeline.Indexing;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Webhooks;

/// <summary>Tells the webhooks of an account what happened: each event is kept before it is sent, and sent by a job of its own.</summary>
internal sealed class WebhookDispatcher(
    IResourceStore<WebhookRecord> webhooks,
    IResourceStore<WebhookDeliveryRecord> deliveries,
    IIndexStore indexes,
    IIndexingTaskStore tasks,
    TimeProvider clock
) : IIndexingEvents
{
    internal const string IndexReady = "index.task.ready",
        IndexFailed = "index.task.failed";
    internal const string AnalyzeReady = "analyze.task.ready",
        AnalyzeFailed = "analyze.task.failed";
    internal const string BatchCompleted = "analyze.batch.completed",
        SavedSearchMatched = "saved_search.matched",
        Test = "webhook.test";

    /// <summary>The kinds of event a webhook can want.</summary>
    internal static IReadOnlyList<string> Types { get; } =
    [IndexReady, IndexFailed, AnalyzeReady, AnalyzeFailed, BatchCompleted, SavedSearchMatched];

    /// <summary>
    /// Sends an event to every webhook of the account that wants its kind. Raised again for the same subject, it is not sent again.
    /// </summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="type">One of <see cref="Types"/>.</param>
    /// <param name="subjectId">The task or batch it is about.</param>
    /// <param name="data">The event's <c>data</c>.</param>
    /// <param name="ct">Cancellation.</param>
    internal async Task RaiseAsync(string tenantId, string type, string subjectId, JsonObject data, CancellationToken ct)
    {
        foreach (var webhook in await webhooks.ListAllAsync(tenantId, new ResourceFilter(), ct))
        {
            if (webhook.Events.Count == 0 || webhook.Events.Contains(type))
            {
                await SendAsync(webhook, type, subjectId, data, ct);
            }
        }
    }

    /// <summary>Sends an event to one webhook.</summary>
    internal async Task SendAsync(WebhookRecord webhook, string type, string subjectId, JsonObject data, CancellationToken ct)
    {
        var id =
            "whe_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{webhook.Id}/{type}/{subjectId}")).AsSpan(0, 12));
        if (await deliveries.FindAsync(webhook.TenantId, id, ct) is not null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var body = new JsonObject
        {
            ["id"] = id,
            ["created_at"] = InstantConverter.Format(now),
            ["type"] = type,
            ["data"] = data.DeepClone(),
        };
        var delivery = new WebhookDeliveryRecord
        {
            Id = id,
            TenantId = webhook.TenantId,
            WebhookId = webhook.Id,
            Url = webhook.Url,
            Type = type,
            SubjectId = subjectId,
            Body = body.ToJsonString(),
            State = WebhookDeliveryRecord.Pending,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await deliveries.AddAsync([delivery], [new JobRequest(webhook.TenantId, WebhookDeliveryHandler.JobKind, id)], ct);
    }

    /// <summary>What became of the events about a subject; null when no webhook was told.</summary>
    internal async Task<IReadOnlyList<WebhookStateView>?> GetStatesAsync(string tenantId, string subjectId, CancellationToken ct)
    {
        var all = await deliveries.ListAllAsync(tenantId, new ResourceFilter { LinkedTo = subjectId }, ct);
        return all.Count == 0 ? null : [.. all.Select(WebhookStateView.From)];
    }

    /// <inheritdoc/>
    public async Task VideoFinishedAsync(VideoRecord video, CancellationToken ct)
    {
        var index = await indexes.FindAsync(video.TenantId, video.IndexId, ct);
        // No kind of event is about the items of knowledge stores.
        if (index is { IsKnowledgeStore: true })
        {
            return;
        }

        var task = await tasks.FindByVideoAsync(video.TenantId, video.Id, ct);
        var data = new JsonObject
        {
            // An asset that was indexed without a task goes by the id that its creation answered.
            ["id"] = task?.Id ?? video.Id,
            ["video_id"] = video.Id,
            ["index_id"] = video.IndexId,
            ["metadata"] = new JsonObject { ["duration"] = video.DurationSec },
            ["status"] = video.Status.ToString().ToLowerInvariant(),
            ["models"] = new JsonArray([
                .. (index?.Models ?? []).Select(m => new JsonObject
                {
                    ["name"] = m.Name,
                    ["options"] = new JsonArray([.. m.Options.Select(o => JsonValue.Create(o))]),
                }),
            ]),
            ["tags"] = new JsonArray(),
        };
        if (video.Failure is { } failure)
        {
            data["error"] = new JsonObject { ["code"] = failure.Code, ["message"] = failure.Message };
        }

        await RaiseAsync(video.TenantId, video.Status == VideoStatus.Ready ? IndexReady : IndexFailed, video.Id, data, ct);
    }
}
