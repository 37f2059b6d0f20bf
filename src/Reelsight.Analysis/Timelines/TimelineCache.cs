using Reelsight.Storage.Stores;

namespace Reelsight.Analysis.Timelines;

/// <summary>
/// Timelines of recently used videos, because building one takes longer than answering from it. An entry is valid for one stamp of the
/// stored description. The least recently used entries are dropped once all together hold more than 200,000 facts. Thread-safe.
/// </summary>
public sealed class TimelineCache(IDescriptionStore described)
{
    private const int MaxFacts = 200_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string, string), LinkedListNode<CacheEntry>> _entries = [];
    private readonly LinkedList<CacheEntry> _byRecency = new();
    private long _factCount;

    private sealed record CacheEntry(AnalyzedVideo Video, long Stamp)
    {
        public (string, string) Key => (Video.TenantId, Video.ContentHash);
        public int FactCount => Video.Timeline.Facts.Count;
    }

    /// <summary>Whether a description of the media content is stored.</summary>
    public async Task<bool> ContainsAsync(string tenantId, string contentHash, CancellationToken ct) =>
        await described.FindStampAsync(tenantId, contentHash, ct) is not null;

    /// <summary>The video with its timeline; null when no description of the media content is stored.</summary>
    public async Task<AnalyzedVideo?> FindAsync(string tenantId, string contentHash, double durationSec, CancellationToken ct)
    {
        if (await described.FindStampAsync(tenantId, contentHash, ct) is not { } stamp)
        {
            return null;
        }

        if (TryGet((tenantId, contentHash), stamp, durationSec) is { } known)
        {
            return known;
        }

        if (await described.FindAsync(tenantId, contentHash, ct) is not { } found)
        {
            return null;
        }

        var video = AnalyzedVideo.Create(tenantId, contentHash, found, durationSec, ct);
        Add(new CacheEntry(video, stamp));
        return video;
    }

    private AnalyzedVideo? TryGet((string, string) key, long stamp, double durationSec)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node) || node.Value.Stamp != stamp || node.Value.Video.DurationSec != durationSec)
            {
                return null;
            }

            _byRecency.Remove(node);
            _byRecency.AddFirst(node);
            return node.Value.Video;
        }
    }

    private void Add(CacheEntry next)
    {
        lock (_lock)
        {
            if (_entries.Remove(next.Key, out var old))
            {
                Remove(old);
            }

            _entries.Add(next.Key, _byRecency.AddFirst(next));
            _factCount += next.FactCount;
            while (_factCount > MaxFacts && _byRecency.Count > 1)
            {
                _entries.Remove(_byRecency.Last!.Value.Key);
                Remove(_byRecency.Last);
            }
        }
    }

    private void Remove(LinkedListNode<CacheEntry> node)
    {
        _byRecency.Remove(node);
        _factCount -= node.Value.FactCount;
    }
}
