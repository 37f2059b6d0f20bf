using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Reelsight.Storage;

namespace Reelsight.Search.Vectors;

/// <summary>
/// The vector indexes of a data folder, <c>vectors/TENANT/DESCRIBED/SPACE</c>: opened when first asked for, kept at what the database says,
/// made again from it when they are missing or damaged. The folder may be deleted while no process uses it.
/// </summary>
/// <param name="dataDir">The data folder.</param>
/// <param name="described">The truth.</param>
/// <param name="report">Told in a sentence what is damaged and was set aside.</param>
public sealed class VectorIndexes(string dataDir, IDescribedStore described, Action<string> report) : IDisposable
{
    /// <summary>Contents asked for at once.</summary>
    private const int ReadAtOnce = 256;

    private readonly string _root = Path.Combine(Path.GetFullPath(dataDir), "vectors");
    private readonly PassQueue _passes = new();
    private readonly ConcurrentDictionary<(string TenantId, string Described, string Space), Slot> _slots = new();

    /// <summary>Tenants that have vectors on disk.</summary>
    public IReadOnlyList<string> Tenants =>
        Directory.Exists(_root) ? [.. Directory.EnumerateDirectories(_root).Select(path => Path.GetFileName(path))] : [];

    /// <summary>Lets go of every file.</summary>
    public void Dispose()
    {
        foreach (var slot in _slots.Values)
        {
            slot.Opened?.Dispose();
        }
    }

    /// <summary>The index of a space, as it is.</summary>
    internal VectorIndex Of(string tenantId, ClipSpace space) => SlotOf(tenantId, space).Index;

    /// <summary>
    /// Puts in what was described since. What is described no more stays until <see cref="UpkeepAsync"/>: no search asks for it.
    /// </summary>
    internal async Task CatchUpAsync(string tenantId, ClipSpace space, CancellationToken ct)
    {
        var slot = SlotOf(tenantId, space);
        await slot.Turn.WaitAsync(ct);
        try
        {
            await PutLaterAsync(slot.Index, tenantId, space, ct);
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    /// <summary>
    /// Catches up, takes out what is described no more, and merges what should be: with that, the bytes of what was deleted are gone.
    /// </summary>
    internal async Task UpkeepAsync(string tenantId, ClipSpace space, CancellationToken ct)
    {
        var slot = SlotOf(tenantId, space);
        await slot.Turn.WaitAsync(ct);
        try
        {
            var index = slot.Index;
            if (await PutLaterAsync(index, tenantId, space, ct) != index.ContentCount)
            {
                var all = (await described.ChangesAsync(tenantId, space.Described, 0, ct)).Later;
                var hashes = all.Select(key => key.ContentHash).ToHashSet(StringComparer.Ordinal);
                index.Remove([.. index.Contents().Where(hash => !hashes.Contains(hash))]);
                await PutAsync(index, tenantId, space, all, ct);
            }
        }
        finally
        {
            slot.Turn.Release();
        }
        Merge(slot.Index, ct); // no search waits for it
    }

    /// <summary>Deletes what is there for other spaces than these: they were dropped, and nobody searches them.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="described">The spaces that contents are described for.</param>
    internal void Sweep(string tenantId, IEnumerable<string> described)
    {
        var wanted = described.ToHashSet(StringComparer.Ordinal);
        foreach (var (key, slot) in _slots.Where(slot => slot.Key.TenantId == tenantId && !wanted.Contains(slot.Key.Described)))
        {
            _slots.TryRemove(key, out _);
            slot.Opened?.Dispose();
        }
        var folders = wanted.Select(ClipSpace.FolderOf).ToHashSet(StringComparer.Ordinal);
        var tenant = new DirectoryInfo(Path.Combine(_root, tenantId));
        // Without a name, a space's indexes lie in the tenant's folder itself.
        foreach (
            var folder in tenant.Exists && !wanted.Contains("")
                ? tenant.GetDirectories().Where(folder => !folders.Contains(folder.Name))
                : []
        )
        {
            folder.Delete(recursive: true);
        }
    }

    // What is set aside is put in again by the next search or upkeep, whichever comes first.
    private static void Merge(VectorIndex index, CancellationToken ct)
    {
        try
        {
            index.Merge(ct);
        }
        catch (DamagedSegmentException e)
        {
            index.SetAside(e);
        }
    }

    /// <summary>Puts in what was described since; returns how many contents are described now.</summary>
    private async Task<long> PutLaterAsync(VectorIndex index, string tenantId, ClipSpace space, CancellationToken ct)
    {
        var changes = await described.ChangesAsync(tenantId, space.Described, index.Watermark, ct);
        await PutAsync(index, tenantId, space, changes.Later, ct);
        return changes.Count;
    }

    // In order of the stamps, so that an end in between leaves nothing behind the watermark.
    private async Task PutAsync(VectorIndex index, string tenantId, ClipSpace space, IReadOnlyList<DescribedKey> keys, CancellationToken ct)
    {
        var (waiting, bytes, reached) = (new List<ContentVectors>(), 0L, index.Watermark);
        foreach (var chunk in keys.Where(key => index.StampOf(key.ContentHash) != key.Stamp).Chunk(ReadAtOnce))
        {
            var stamps = chunk.ToDictionary(key => key.ContentHash, key => key.Stamp, StringComparer.Ordinal);
            await foreach (var content in described.ReadAsync(tenantId, space.Described, stamps.Keys, ct))
            {
                var vectors = space.From(content);
                waiting.Add(new ContentVectors(content.ContentHash, stamps[content.ContentHash], vectors));
                bytes += vectors?.Values.Length ?? 0;
            }
            reached = Math.Max(reached, chunk[^1].Stamp);
            if (bytes >= VectorIndex.SegmentBytes)
            {
                index.Put(waiting, reached);
                (waiting, bytes) = ([], 0);
            }
        }
        index.Put(waiting, keys.Count == 0 ? reached : Math.Max(reached, keys[^1].Stamp));
    }

    private Slot SlotOf(string tenantId, ClipSpace space) =>
        _slots.GetOrAdd((tenantId, space.Described, space.Name), _ => new Slot(() =>
            VectorIndex.Open(Path.Combine(_root, tenantId, space.Folder), space.Name, _passes, report)
        ));

    [SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
    private sealed class Slot(Func<VectorIndex> open)
    {
        public readonly SemaphoreSlim Turn = new(1, 1);
        private readonly Lock _opening = new();

        /// <summary>Null until it is first asked for; an opening that failed is tried again.</summary>
        public VectorIndex? Opened { get; private set; }

        public VectorIndex Index
        {
            get
            {
                lock (_opening)
                {
                    return Opened ??= open();
                }
            }
        }
    }
}
