using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Reelsight.Search.Vectors;

namespace Reelsight.Search.Snapshots;

/// <summary>
/// Finds duplicates, one index at a time for they take both cores, and keeps the last answer as long as the index stays as it is: pages are
/// turned.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
internal sealed class DuplicateCache(SnapshotCache snapshots, Func<string, ClipSpace> looks)
{
    private readonly ConditionalWeakTable<IndexSnapshot, Found> _found = [];
    private readonly SemaphoreSlim _turn = new(1, 1);

    private sealed record Found(double Similarity, double Overlap, IReadOnlyList<DuplicateGroup> Groups);

    /// <summary>The groups, or null when the index has more than <paramref name="mostClips"/> clips.</summary>
    public async Task<IReadOnlyList<DuplicateGroup>?> FindAsync(
        string tenantId,
        string indexId,
        double similarity,
        double overlap,
        int mostClips,
        CancellationToken ct
    )
    {
        if (await snapshots.GetAsync(tenantId, indexId, ct) is not { } snapshot)
        {
            return [];
        }
        if (snapshot.Videos.Sum(video => video.Content.Clips.Length) > mostClips)
        {
            return null;
        }
        await _turn.WaitAsync(ct);
        try
        {
            if (!_found.TryGetValue(snapshot, out var found) || found.Similarity != similarity || found.Overlap != overlap)
            {
                found = new Found(
                    similarity,
                    overlap,
                    await snapshots.SearchClipsAsync(
                        tenantId,
                        indexId,
                        snapshot,
                        looks(snapshot.Space),
                        async clips =>
                        {
                            using (clips)
                            {
                                return await Duplicates.FindAsync(clips, similarity, overlap, ct);
                            }
                        },
                        ct
                    )
                );
                _found.AddOrUpdate(snapshot, found);
            }
            return found.Groups;
        }
        finally
        {
            _turn.Release();
        }
    }
}
