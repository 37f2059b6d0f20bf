using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Vectors;
using Reelsight.Storage;

namespace Reelsight.Search.Snapshots;

/// <summary>Snapshots of indexes, brought up to date when their revision moved; searches of other indexes never wait for it.</summary>
internal sealed class SnapshotCache(IIndexStore indexes, IVideoStore videos, IDescribedStore described, Morphology morphology, SearchOptions options)
{
    private static readonly VideoFilter ReadyVideos = new();

    private readonly ConcurrentDictionary<(string TenantId, string IndexId), Slot> _slots = new();

    /// <summary>The snapshot at the index's present revision or later, or null when there is no such index.</summary>
    public async Task<IndexSnapshot?> GetAsync(string tenantId, string indexId, CancellationToken ct)
    {
        if (indexes.Revision(tenantId, indexId) is not { } revision)
        {
            _slots.TryRemove((tenantId, indexId), out _);
            return null;
        }
        var slot = _slots.GetOrAdd((tenantId, indexId), _ => new Slot());
        if (slot.Current is { } current && current.Revision == revision)
        {
            return current;
        }
        await slot.Turn.WaitAsync(ct);
        try
        {
            // The revision is read before the rows: rows newer than it only mean one more, cheap, round at the next query.
            if (indexes.Revision(tenantId, indexId) is not { } latest)
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
            slot.Turn.Release();
        }
    }

    /// <summary>The look-alike vectors of a snapshot's clips. Read when first asked for, and then only those of new contents.</summary>
    public async Task<Looks> LooksAsync(string tenantId, string indexId, IndexSnapshot snapshot, CancellationToken ct)
    {
        var slot = _slots.GetOrAdd((tenantId, indexId), _ => new Slot());
        if (slot.Looks is { } current && current.Snapshot == snapshot)
        {
            return current;
        }
        await slot.Turn.WaitAsync(ct);
        try
        {
            if (slot.Looks is { } made && made.Snapshot == snapshot)
            {
                return made;
            }
            var rows = new Dictionary<Content, ByteRows>();
            foreach (var content in snapshot.Videos.Select(video => video.Content))
            {
                if (slot.Looks?.Rows.GetValueOrDefault(content) is { } known)
                {
                    rows[content] = known;
                }
            }
            var wanted = snapshot.Videos.Select(video => video.Content).Where(content => !rows.ContainsKey(content)).Distinct()
                .ToDictionary(content => content.Hash, StringComparer.Ordinal);
            await foreach (var stored in described.ReadAsync(tenantId, wanted.Keys, ct))
            {
                rows[wanted[stored.ContentHash]] = wanted[stored.ContentHash].LooksOf(stored, options);
            }
            return slot.Looks = new Looks(snapshot, rows);
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    private async Task<IndexSnapshot> BuildAsync(string tenantId, string indexId, long revision, IndexSnapshot? previous, CancellationToken ct)
    {
        var ready = (await videos.AllAsync(tenantId, indexId, ReadyVideos, ct)).Where(video => video.ContentHash is not null).ToList();
        var held = new Dictionary<string, Content>(StringComparer.Ordinal);
        // Another index may have had the same content described more fully since.
        var versions = previous is null ? null : await described.VersionsAsync(tenantId, indexId, ct);
        foreach (var video in ready)
        {
            var place = previous?.PlaceOf(video.Id) ?? -1;
            if (place >= 0 && previous!.Videos[place] is var known && known.Content.Hash == video.ContentHash
                && versions!.GetValueOrDefault(known.Content.Hash) == known.Content.Version)
            {
                held[known.Content.Hash] = known.Content;
            }
        }
        var wanted = ready.Select(video => video.ContentHash!).Where(hash => !held.ContainsKey(hash)).Distinct(StringComparer.Ordinal).ToList();
        // One core unpacks rows while the other makes contents of those that have arrived.
        var arriving = Channel.CreateBounded<StoredContent>(new BoundedChannelOptions(1024) { SingleReader = true, SingleWriter = true });
        var making = Task.Run(
            async () =>
            {
                try
                {
                    await foreach (var stored in arriving.Reader.ReadAllAsync(ct))
                    {
                        held[stored.ContentHash] = Content.From(stored, options.TextSpace);
                    }
                }
                finally
                {
                    // Should a content be past reading, the other side must not wait for room that nobody makes.
                    arriving.Writer.TryComplete();
                }
            }, ct);
        try
        {
            await foreach (var stored in described.ReadAsync(tenantId, wanted, ct))
            {
                await arriving.Writer.WriteAsync(stored, ct);
            }
        }
        catch (ChannelClosedException)
        {
            // What closed it comes out of the task below.
        }
        finally
        {
            arriving.Writer.TryComplete();
        }
        await making;
        return new IndexSnapshot(
            revision,
            ready.Where(video => held.ContainsKey(video.ContentHash!)).Select(video => (video, held[video.ContentHash!])),
            morphology);
    }

    [SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
    private sealed class Slot
    {
        public readonly SemaphoreSlim Turn = new(1, 1);
        public volatile IndexSnapshot? Current;
        public volatile Looks? Looks;
    }
}
