using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Reelsight.Core;
using Reelsight.Pipeline.Indexing;
using Reelsight.Search;
using Reelsight.Search.Engine;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Notifications;

/// <summary>
/// Runs the saved searches of an index on each video that becomes ready in it. A search that fails is logged and skipped: the video is
/// ready all the same.
/// </summary>
/// <param name="saved">The saved searches.</param>
/// <param name="engine">Made when it is first needed: it needs the pipeline, which tells of videos here.</param>
/// <param name="webhooks">Informed of matches.</param>
/// <param name="unit">Makes an alert and its event one.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">Takes searches that fail.</param>
public sealed partial class SavedSearchNotifier(
    IResourceStore<SavedSearchRecord> saved,
    Lazy<SearchEngine> engine,
    WebhookDispatcher webhooks,
    IUnitOfWork unit,
    TimeProvider clock,
    ILogger<SavedSearchNotifier> log
) : IIndexingEvents
{
    /// <inheritdoc/>
    public async Task VideoFinishedAsync(VideoRecord video, CancellationToken ct)
    {
        if (video.Status != VideoStatus.Ready)
        {
            return;
        }

        foreach (var search in await saved.ListAllAsync(video.TenantId, new ResourceFilter { LinkedTo = video.IndexId }, ct))
        {
            try
            {
                await SearchVideoAsync(search, video, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e, search.Id, video.Id);
            }
        }
    }

    private async Task SearchVideoAsync(SavedSearchRecord search, VideoRecord video, CancellationToken ct)
    {
        // Work that is done again after a crash tells again.
        if (search.Alerts.Any(alert => alert.VideoId == video.Id))
        {
            return;
        }

        var result = await engine.Value.SearchAsync(
            new SearchQuery
            {
                TenantId = video.TenantId,
                IndexId = video.IndexId,
                Text = search.QueryText,
                Modalities = search.SearchOptions.Aggregate(Modalities.None, (all, option) =>
                    all | Enum.Parse<Modalities>(option, ignoreCase: true)
                ),
                Filter = new VideoFilter { Ids = [video.Id] },
            },
            ct
        );
        var minConfidence = Enum.Parse<Confidence>(search.Threshold, ignoreCase: true);
        var hits = result.Moments.Count(moment => moment.Confidence >= minConfidence);
        if (hits == 0)
        {
            return;
        }

        var alert = new SavedSearchAlert(video.Id, hits, clock.GetUtcNow(), Seen: false);
        var data = new JsonObject
        {
            ["id"] = search.Id,
            ["name"] = search.Name,
            ["query_text"] = search.QueryText,
            ["index_id"] = video.IndexId,
            ["video_id"] = video.Id,
            ["hits"] = hits,
        };
        // Together: what has an alert is not searched again, so its event would never be sent.
        await unit.RunAsync(
            async () =>
            {
                await saved.UpdateAsync(
                    video.TenantId,
                    search.Id,
                    present => present with { Alerts = [.. present.Alerts.TakeLast(SavedSearchRecord.MaxAlerts - 1), alert] },
                    [],
                    ct
                );
                await webhooks.RaiseAsync(video.TenantId, WebhookDispatcher.SavedSearchMatched, $"{search.Id}/{video.Id}", data, ct);
                return true;
            },
            ct
        );
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The saved search {SavedSearchId} could not be asked about the video {VideoId}.")]
    private partial void LogFailed(Exception e, string savedSearchId, string videoId);
}
