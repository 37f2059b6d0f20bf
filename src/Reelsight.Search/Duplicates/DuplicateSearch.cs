using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Reelsight.Search.Snapshots;
using Reelsight.Search.VectorSync;

namespace Reelsight.Search.Duplicates;

/// <summary>
/// Finds near-duplicate videos of an index. One index is compared at a time, because that uses all cores; the last result is kept until the
/// index changes, so that paging through it costs nothing.
/// </summary>
/// <param name="snapshots">The in-memory snapshots of the indexes.</param>
/// <param name="options">Names the space of visual features and the default threshold.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
public sealed class DuplicateSearch(SnapshotCache snapshots, SearchOptions options)
{
    /// <summary>Clips that an index may have: each is compared with all others.</summary>
    public const int MaxComparedClips = 50_000;

    private readonly ConditionalWeakTable<IndexSnapshot, CachedGroups> _cached = [];
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>
    /// Groups of ready videos that share most of the shorter one, most certain first; null when the index has more than
    /// <see cref="MaxComparedClips"/> clips. Clips of one still camera are as similar as copies are.
    /// </summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="indexId">The index; one that does not exist has no videos.</param>
    /// <param name="similarity">
    /// Minimum cosine of two similar clips, or null for <see cref="SearchOptions.NearDuplicateThreshold"/>.
    /// </param>
    /// <param name="overlap">Minimum part of the shorter video that is similar to the other, 0-1.</param>
    /// <param name="ct">Cancels the search.</param>
    public async Task<IReadOnlyList<DuplicateGroup>?> FindAsync(
        string tenantId,
        string indexId,
        double? similarity,
        double overlap,
        CancellationToken ct
    )
    {
        if (await snapshots.GetAsync(tenantId, indexId, ct) is not { } snapshot)
        {
            return [];
        }
        if (snapshot.Videos.Sum(video => video.Content.Clips.Length) > MaxComparedClips)
        {
            return null;
        }
        var minSimilarity = similarity ?? options.NearDuplicateThreshold;
        await _gate.WaitAsync(ct);
        try
        {
            if (!_cached.TryGetValue(snapshot, out var found) || found.Similarity != minSimilarity || found.Overlap != overlap)
            {
                var groups = await CompareAsync(tenantId, indexId, snapshot, minSimilarity, overlap, ct);
                found = new CachedGroups(minSimilarity, overlap, groups);
                _cached.AddOrUpdate(snapshot, found);
            }
            return found.Groups;
        }
        finally
        {
            _gate.Release();
        }
    }

    private Task<IReadOnlyList<DuplicateGroup>> CompareAsync(
        string tenantId,
        string indexId,
        IndexSnapshot snapshot,
        double similarity,
        double overlap,
        CancellationToken ct
    ) =>
        snapshots.SearchClipsAsync(
            tenantId,
            indexId,
            snapshot,
            ClipVectorSpace.ForVisualFeatures(snapshot.Space, options),
            async clips =>
            {
                using (clips)
                {
                    return await DuplicateFinder.FindAsync(clips, similarity, overlap, ct);
                }
            },
            ct
        );

    private sealed record CachedGroups(double Similarity, double Overlap, IReadOnlyList<DuplicateGroup> Groups);
}
