using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Stores;
using Reelsight.Vectors;

namespace Reelsight.Search.VectorSync;

/// <summary>
/// The vector indexes of a data folder, <c>vectors/TENANT/DESCRIBED/SPACE</c>: opened when first asked for, kept at what the database says,
/// made again from it when they are missing or damaged. The folder may be deleted while no process uses it.
/// </summary>
/// <param name="dataDir">The data folder.</param>
/// <param name="described">The truth.</param>
/// <param name="report">Told in a sentence what is damaged and was set aside.</param>
public sealed class TenantVectorIndexes(string dataDir, IDescriptionStore described, Action<string> report) : IDisposable
{
    /// <summary>Contents asked for at once.</summary>
    private const int ReadBatchSize = 256;

    private readonly string _root = Path.Combine(Path.GetFullPath(dataDir), "vectors");
    private readonly BatchedScanQueue _scanQueue = new();
    private readonly ConcurrentDictionary<(string TenantId, string Described, string Space), IndexSlot> _slots = new();

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
    internal VectorIndex GetIndex(string tenantId, ClipVectorSpace space) => GetSlot(tenantId, space).Index;

    /// <summary>
    /// Puts in what was described since. What is described no more stays until <see cref="MaintainAsync"/>: no search asks for it.
    /// </summary>
    internal async Task CatchUpAsync(string tenantId, ClipVectorSpace space, CancellationToken ct)
    {
        var slot = GetSlot(tenantId, space);
        await slot.Gate.WaitAsync(ct);
        try
        {
            await PutChangesAsync(slot.Index, tenantId, space, ct);
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    /// <summary>
    /// Catches up, takes out what is described no more, and merges what should be: with that, the bytes of what was deleted are gone.
    /// </summary>
    internal async Task MaintainAsync(string tenantId, ClipVectorSpace space, CancellationToken ct)
    {
        var slot = GetSlot(tenantId, space);
        await slot.Gate.WaitAsync(ct);
        try
        {
            var index = slot.Index;
            if (await PutChangesAsync(index, tenantId, space, ct) != index.DocumentCount)
            {
                var all = (await described.GetChangesAsync(tenantId, space.DescriptionSpace, 0, ct)).Later;
                var hashes = all.Select(key => key.ContentHash).ToHashSet(StringComparer.Ordinal);
                index.Remove([.. index.GetKeys().Where(hash => !hashes.Contains(hash))]);
                await PutAsync(index, tenantId, space, all, ct);
            }
        }
        finally
        {
            slot.Gate.Release();
        }
        MergeOrQuarantine(slot.Index, ct); // no search waits for it
    }

    /// <summary>Deletes what is there for other spaces than these: they were dropped, and nobody searches them.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="described">The spaces that contents are described for.</param>
    internal void DeleteDroppedSpaces(string tenantId, IEnumerable<string> described)
    {
        var wanted = described.ToHashSet(StringComparer.Ordinal);
        foreach (var (key, slot) in _slots.Where(slot => slot.Key.TenantId == tenantId && !wanted.Contains(slot.Key.Described)))
        {
            _slots.TryRemove(key, out _);
            slot.Opened?.Dispose();
        }
        var folders = wanted.Select(ClipVectorSpace.ToFolderName).ToHashSet(StringComparer.Ordinal);
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
    private static void MergeOrQuarantine(VectorIndex index, CancellationToken ct)
    {
        try
        {
            index.Merge(ct);
        }
        catch (DamagedSegmentException e)
        {
            index.Quarantine(e);
        }
    }

    /// <summary>Puts in what was described since; returns how many contents are described now.</summary>
    private async Task<long> PutChangesAsync(VectorIndex index, string tenantId, ClipVectorSpace space, CancellationToken ct)
    {
        var changes = await described.GetChangesAsync(tenantId, space.DescriptionSpace, index.Watermark, ct);
        await PutAsync(index, tenantId, space, changes.Later, ct);
        return changes.Count;
    }

    // In order of the stamps, so that an end in between leaves nothing behind the watermark.
    private async Task PutAsync(
        VectorIndex index,
        string tenantId,
        ClipVectorSpace space,
        IReadOnlyList<DescriptionKey> keys,
        CancellationToken ct
    )
    {
        var (waiting, bytes, reached) = (new List<DocumentVectors>(), 0L, index.Watermark);
        foreach (var chunk in keys.Where(key => index.GetVersion(key.ContentHash) != key.Stamp).Chunk(ReadBatchSize))
        {
            var stamps = chunk.ToDictionary(key => key.ContentHash, key => key.Stamp, StringComparer.Ordinal);
            await foreach (var content in described.ReadAsync(tenantId, space.DescriptionSpace, stamps.Keys, ct))
            {
                var vectors = space.GetVectors(content);
                waiting.Add(new DocumentVectors(content.ContentHash, stamps[content.ContentHash], vectors));
                bytes += vectors?.Values.Length ?? 0;
            }
            reached = Math.Max(reached, chunk[^1].Stamp);
            if (bytes >= VectorIndex.DefaultSegmentBytes)
            {
                index.Put(waiting, reached);
                (waiting, bytes) = ([], 0);
            }
        }
        index.Put(waiting, keys.Count == 0 ? reached : Math.Max(reached, keys[^1].Stamp));
    }

    private IndexSlot GetSlot(string tenantId, ClipVectorSpace space) =>
        _slots.GetOrAdd((tenantId, space.DescriptionSpace, space.Name), _ => new IndexSlot(() =>
            VectorIndex.Open(Path.Combine(_root, tenantId, space.RelativePath), space.Name, _scanQueue, report, explain: e =>
                DataFolderException.Explain(e) is { } sentence ? new DataFolderException(sentence, e) : null
            )
        ));

    [SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
    private sealed class IndexSlot(Func<VectorIndex> open)
    {
        public readonly SemaphoreSlim Gate = new(1, 1);
        private readonly Lock _openLock = new();

        /// <summary>Null until it is first asked for; an opening that failed is tried again.</summary>
        public VectorIndex? Opened { get; private set; }

        public VectorIndex Index
        {
            get
            {
                lock (_openLock)
                {
                    return Opened ??= open();
                }
            }
        }
    }
}
