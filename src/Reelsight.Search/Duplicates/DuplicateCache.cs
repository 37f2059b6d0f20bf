using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Reelsight.Search.Snapshots;
using Reelsight.Search.VectorSync;

namespace Reelsight.Search.Duplicates;

/// <summary>
/// Finds duplicates, one index at a time for they take both cores, and keeps the last answer as long as the index stays as it is: pages are
/// turned.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
internal sealed class DuplicateCache(SnapshotCache snapshots, Func<string, ClipVectorSpace> features)
{
    private readonly ConditionalWeakTable<IndexSnapshot, CachedGroups> _cached = [];
    private readonly SemaphoreSlim _gate = new(1, 1);

    private sealed record CachedGroups(double Similarity, double Overlap, IReadOnlyList<DuplicateGroup> Groups);

    /// <summary>The groups, or null when the index has more than <paramref name="maxClips"/> clips.</summary>
    public async Task<IReadOnlyList<DuplicateGroup>?> FindAsync(
        string tenantId,
        string indexId,
        double similarity,
        double overlap,
        int maxClips,
        CancellationToken ct
    )
    {
        if (await snapshots.GetAsync(tenantId, indexId, ct) is not { } snapshot)
        {
            return [];
        }
        if (snapshot.Videos.Sum(video => video.Content.Clips.Length) > maxClips)
        {
            return null;
        }
        await _gate.WaitAsync(ct);
        try
        {
            if (!_cached.TryGetValue(snapshot, out var found) || found.Similarity != similarity || found.Overlap != overlap)
            {
                found = new CachedGroups(
                    similarity,
                    overlap,
                    await snapshots.SearchClipsAsync(
                        tenantId,
                        indexId,
                        snapshot,
                        features(snapshot.Space),
                        async clips =>
                        {
                            using (clips)
                            {
                                return await DuplicateFinder.FindAsync(clips, similarity, overlap, ct);
                            }
                        },
                        ct
                    )
                );
                _cached.AddOrUpdate(snapshot, found);
            }
            return found.Groups;
        }
        finally
        {
            _gate.Release();
        }
    }
}
