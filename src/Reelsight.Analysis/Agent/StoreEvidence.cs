using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Timelines;
using Reelsight.Search;
using Reelsight.Search.Engine;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Analysis.Agent;

/// <summary>Searches and reads the items of one knowledge store.</summary>
internal sealed class StoreEvidence(SearchEngine engine, TimelineCache timelines, string storeId, IReadOnlyList<VideoRecord> items)
    : IStoreEvidence
{
    private readonly Dictionary<string, VideoRecord> _items = items.ToDictionary(item => item.Id, StringComparer.Ordinal);

    public async Task<IReadOnlyList<AgentHit>> SearchAsync(string text, IReadOnlyList<AgentItem> among, CancellationToken ct)
    {
        var query = new SearchQuery
        {
            TenantId = items[0].TenantId,
            IndexId = storeId,
            Text = text,
            Modalities = Modalities.Visual | Modalities.Audio,
            Filter = new VideoFilter { Ids = [.. among.Select(item => item.Id)] },
        };
        var found = await engine.SearchAsync(query, ct);
        return [.. found.Moments.Select(m => new AgentHit(m.VideoId, m.StartSec, m.EndSec, m.Reasons))];
    }

    public async Task<VideoTimeline?> ReadAsync(AgentItem item, CancellationToken ct)
    {
        var record = _items[item.Id];
        return (await timelines.FindAsync(record.TenantId, record.ContentHash!, record.DurationSec, ct))?.Timeline;
    }
}
