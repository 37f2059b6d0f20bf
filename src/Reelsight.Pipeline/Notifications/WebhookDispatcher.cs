using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Reelsight.Core.Time;
using Reelsight.Pipeline.Indexing;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Notifications;

/// <summary>Sends events to the webhooks of an account: each event is stored before it is sent, and sent by a job of its own.</summary>
public sealed class WebhookDispatcher(
    IResourceStore<WebhookRecord> webhooks,
    IResourceStore<WebhookDeliveryRecord> deliveries,
    IIndexStore indexes,
    IIndexingTaskStore tasks,
    TimeProvider clock
) : IIndexingEvents
{
    /// <summary>A video was indexed.</summary>
    public const string IndexReady = "index.task.ready";

    /// <summary>A video could not be indexed.</summary>
    public const string IndexFailed = "index.task.failed";

    /// <summary>A background analysis has an answer.</summary>
    public const string AnalyzeReady = "analyze.task.ready";

    /// <summary>A background analysis failed.</summary>
    public const string AnalyzeFailed = "analyze.task.failed";

    /// <summary>Every task of a batch has ended.</summary>
    public const string BatchCompleted = "analyze.batch.completed";

    /// <summary>A saved search matches a new video.</summary>
    public const string SavedSearchMatched = "saved_search.matched";

    /// <summary>The event by which an owner tries a webhook.</summary>
    public const string Test = "webhook.test";

    /// <summary>The kinds of event that a webhook can subscribe to.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [IndexReady, IndexFailed, AnalyzeReady, AnalyzeFailed, BatchCompleted, SavedSearchMatched];

    /// <summary>
    /// Sends an event to every webhook of the account that wants its kind. Raised again for the same subject, it is not sent again.
    /// </summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="type">One of <see cref="Types"/>.</param>
    /// <param name="subjectId">The task or batch it is about.</param>
    /// <param name="data">The event's <c>data</c>.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task RaiseAsync(string tenantId, string type, string subjectId, JsonObject data, CancellationToken ct)
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
    public async Task SendAsync(WebhookRecord webhook, string type, string subjectId, JsonObject data, CancellationToken ct)
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
            ["created_at"] = Timestamps.Format(now),
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

    /// <summary>The deliveries of events about a subject; none when no webhook wants them.</summary>
    public Task<IReadOnlyList<WebhookDeliveryRecord>> ListDeliveriesAsync(string tenantId, string subjectId, CancellationToken ct) =>
        deliveries.ListAllAsync(tenantId, new ResourceFilter { LinkedTo = subjectId }, ct);

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
