using Reelsight.Storage;

namespace Reelsight.Server.Analyze;

/// <summary>
/// Timelines of what was asked about lately. Making one takes longer than answering from it. A content that is described anew has another
/// stamp and so another timeline; as many are kept as have <see cref="MostFacts"/> facts together.
/// </summary>
internal sealed class Timelines(IDescribedStore described)
{
    private const int MostFacts = 200_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string, string), LinkedListNode<Kept>> _kept = [];
    private readonly LinkedList<Kept> _byUse = new();
    private long _facts;

    private sealed record Kept(AnalyzedVideo Video, long Stamp)
    {
        public (string, string) Key => (Video.TenantId, Video.ContentHash);
        public int Facts => Video.Timeline.Facts.Count;
    }

    /// <summary>Whether a content is described.</summary>
    public async Task<bool> HasAsync(string tenantId, string contentHash, CancellationToken ct) =>
        await described.StampAsync(tenantId, contentHash, ct) is not null;

    /// <summary>What is known of a content that is described; null when it is not.</summary>
    public async Task<AnalyzedVideo?> FindAsync(string tenantId, string contentHash, double durationSec, CancellationToken ct)
    {
        if (await described.StampAsync(tenantId, contentHash, ct) is not { } stamp)
        {
            return null;
        }

        if (Known((tenantId, contentHash), stamp, durationSec) is { } known)
        {
            return known;
        }

        if (await described.FindAsync(tenantId, contentHash, ct) is not { } found)
        {
            return null;
        }

        var video = AnalyzedVideo.Of(tenantId, contentHash, found, durationSec, ct);
        Keep(new Kept(video, stamp));
        return video;
    }

    private AnalyzedVideo? Known((string, string) key, long stamp, double durationSec)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(key, out var node) || node.Value.Stamp != stamp || node.Value.Video.DurationSec != durationSec)
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Video;
        }
    }

    private void Keep(Kept next)
    {
        lock (_lock)
        {
            if (_kept.Remove(next.Key, out var old))
            {
                Drop(old);
            }

            _kept.Add(next.Key, _byUse.AddFirst(next));
            _facts += next.Facts;
            while (_facts > MostFacts && _byUse.Count > 1)
            {
                _kept.Remove(_byUse.Last!.Value.Key);
                Drop(_byUse.Last);
            }
        }
    }

    private void Drop(LinkedListNode<Kept> node)
    {
        _byUse.Remove(node);
        _facts -= node.Value.Facts;
    }
}
