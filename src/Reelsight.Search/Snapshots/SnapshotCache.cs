using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Reelsight.Search.Lexicon;
using Reelsight.Search.VectorSync;
using Reelsight.Storage.Stores;
using Reelsight.Vectors;

namespace Reelsight.Search.Snapshots;

/// <summary>
/// Keeps a snapshot of every index in memory and brings it up to date when the index changed; meanwhile, searches of other indexes do not
/// wait. Thread-safe.
/// </summary>
/// <param name="indexes">Indexes and their revisions.</param>
/// <param name="videos">The videos of the indexes.</param>
/// <param name="descriptions">The descriptions of the media contents.</param>
/// <param name="spaces">The visual space that each tenant searches.</param>
/// <param name="vectors">The vectors of clips; the caller disposes of them.</param>
/// <param name="wordNet">Base forms of the words of titles.</param>
/// <param name="options">Thresholds and limits.</param>
public sealed class SnapshotCache(
    IIndexStore indexes,
    IVideoStore videos,
    IDescriptionStore descriptions,
    IVisualSpaceStore spaces,
    TenantVectorIndexes vectors,
    WordNet wordNet,
    SearchOptions options
)
{
    private static readonly VideoFilter ReadyVideos = new();

    private readonly ConcurrentDictionary<(string TenantId, string IndexId), SnapshotSlot> _slots = new();

    /// <summary>The snapshot of the index's current revision or a later one, or null when there is no such index.</summary>
    internal async Task<IndexSnapshot?> GetAsync(string tenantId, string indexId, CancellationToken ct)
    {
        if (indexes.FindRevision(tenantId, indexId) is not { } revision)
        {
            _slots.TryRemove((tenantId, indexId), out _);
            return null;
        }
        var slot = _slots.GetOrAdd((tenantId, indexId), _ => new SnapshotSlot());
        if (slot.Current is { } current && current.Revision == revision)
        {
            return current;
        }
        await slot.Gate.WaitAsync(ct);
        try
        {
            // The revision is read before the rows: rows newer than it only cost another, cheap, update at the next query.
            if (indexes.FindRevision(tenantId, indexId) is not { } latest)
            {
                return null;
            }
            if (slot.Current?.Revision != latest)
            {
                slot.Current = await BuildAsync(tenantId, indexId, latest, slot.Current, ct);
            }
            return slot.Current;
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    /// <summary>
    /// Searches the vectors that a snapshot's clips have in a space. When some turn out to be damaged, they are rebuilt and the search is
    /// repeated; the caller disposes of the <see cref="SnapshotVectors"/> that the last search was given.
    /// </summary>
    internal async Task<T> SearchClipsAsync<T>(
        string tenantId,
        string indexId,
        IndexSnapshot snapshot,
        ClipVectorSpace space,
        Func<SnapshotVectors, Task<T>> search,
        CancellationToken ct
    )
    {
        while (true)
        {
            var index = vectors.GetIndex(tenantId, space);
            var clips = await OpenVectorsAsync(tenantId, indexId, snapshot, space, index, ct);
            try
            {
                return await search(clips);
            }
            catch (DamagedSegmentException e)
            {
                clips.Dispose();
                index.Quarantine(e);
            }
            catch
            {
                clips.Dispose();
                throw;
            }
        }
    }

    private async Task<SnapshotVectors> OpenVectorsAsync(
        string tenantId,
        string indexId,
        IndexSnapshot snapshot,
        ClipVectorSpace space,
        VectorIndex index,
        CancellationToken ct
    )
    {
        var slot = _slots.GetOrAdd((tenantId, indexId), _ => new SnapshotSlot());
        if (slot.Vectors.GetValueOrDefault(space.Name) is not { } known || known.Snapshot != snapshot || index.Watermark == 0)
        {
            await vectors.CatchUpAsync(tenantId, space, ct);
        }
        while (true)
        {
            var view = index.OpenView();
            if (
                slot.Vectors.GetValueOrDefault(space.Name) is { } places
                && places.Snapshot == snapshot
                && places.Generation == view.Generation
            )
            {
                return new SnapshotVectors(view, places);
            }
            var made = new SnapshotVectorMap(
                snapshot,
                view.Generation,
                view.GetOrdinals([.. snapshot.Videos.Select(video => video.Content.Hash)])
            );
            if (index.Generation == view.Generation)
            {
                slot.Vectors[space.Name] = made;
                return new SnapshotVectors(view, made);
            }
            view.Dispose(); // the index changed while the ordinals were looked up
        }
    }

    private async Task<IndexSnapshot> BuildAsync(
        string tenantId,
        string indexId,
        long revision,
        IndexSnapshot? previous,
        CancellationToken ct
    )
    {
        var ready = (await videos.ListAllAsync(tenantId, indexId, ReadyVideos, ct)).Where(video => video.ContentHash is not null).ToList();
        var held = new Dictionary<string, IndexedContent>(StringComparer.Ordinal);
        var space = spaces.FindActive(tenantId) ?? "";
        previous = previous?.Space == space ? previous : null;
        // The same media content may have been described again for another index since.
        var versions = previous is null ? null : await descriptions.GetVersionsAsync(tenantId, indexId, space, ct);
        foreach (var video in ready)
        {
            var place = previous?.OrdinalOf(video.Id) ?? -1;
            if (
                place >= 0
                && previous!.Videos[place] is var known
                && known.Content.Hash == video.ContentHash
                && versions!.GetValueOrDefault(known.Content.Hash) == known.Content.Version
            )
            {
                held[known.Content.Hash] = known.Content;
            }
        }
        var wanted = ready
            .Select(video => video.ContentHash!)
            .Where(hash => !held.ContainsKey(hash))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        // One core unpacks rows while the other indexes those that have arrived.
        var arriving = Channel.CreateBounded<StoredDescription>(
            new BoundedChannelOptions(1024) { SingleReader = true, SingleWriter = true }
        );
        var making = Task.Run(
            async () =>
            {
                try
                {
                    await foreach (var stored in arriving.Reader.ReadAllAsync(ct))
                    {
                        held[stored.ContentHash] = IndexedContent.From(stored, options.TextSpaces);
                    }
                }
                finally
                {
                    // When indexing fails, the reader must not wait for room in the channel.
                    arriving.Writer.TryComplete();
                }
            },
            ct
        );
        try
        {
            await foreach (var stored in descriptions.ReadAsync(tenantId, space, wanted, ct))
            {
                await arriving.Writer.WriteAsync(stored, ct);
            }
        }
        catch (ChannelClosedException)
        {
            // The error that closed the channel is thrown by the task below.
        }
        finally
        {
            arriving.Writer.TryComplete();
        }
        await making;
        return new IndexSnapshot(
            revision,
            space,
            ready.Where(video => held.ContainsKey(video.ContentHash!)).Select(video => (video, held[video.ContentHash!])),
            wordNet.Morphology
        );
    }

    [SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
    private sealed class SnapshotSlot
    {
        public readonly SemaphoreSlim Gate = new(1, 1);
        public volatile IndexSnapshot? Current;
        public readonly ConcurrentDictionary<string, SnapshotVectorMap> Vectors = new(StringComparer.Ordinal);
    }
}
