using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Stores;
using Reelsight.Vectors;

namespace Reelsight.Search.VectorSync;

/// <summary>
/// The vector indexes of a data folder (<c>vectors/TENANT/DESCRIPTION SPACE/SPACE</c>). They are opened on demand, follow the database, and
/// are rebuilt from it when they are missing or damaged, also while they are in use.
/// </summary>
/// <param name="dataDir">The data folder.</param>
/// <param name="descriptions">The descriptions that the vectors come from.</param>
/// <param name="report">Receives a sentence about every damaged file.</param>
public sealed class TenantVectorIndexes(string dataDir, IDescriptionStore descriptions, Action<string> report) : IDisposable
{
    /// <summary>Number of media contents read from the database at once.</summary>
    private const int ReadBatchSize = 256;

    private readonly string _root = Path.Combine(Path.GetFullPath(dataDir), "vectors");
    private readonly BatchedScanQueue _scanQueue = new();
    private readonly ConcurrentDictionary<(string TenantId, string Described, string Space), IndexSlot> _slots = new();

    /// <summary>Tenants that have vectors on disk.</summary>
    public IReadOnlyList<string> Tenants =>
        Directory.Exists(_root) ? [.. Directory.EnumerateDirectories(_root).Select(path => Path.GetFileName(path))] : [];

    /// <summary>Closes all indexes.</summary>
    public void Dispose()
    {
        foreach (var slot in _slots.Values)
        {
            slot.Opened?.Dispose();
        }
    }

    /// <summary>The index of a space as it is, without catching up.</summary>
    internal VectorIndex GetIndex(string tenantId, ClipVectorSpace space) => GetSlot(tenantId, space).Index;

    /// <summary>
    /// Adds the vectors of what was described since. Vectors of deleted media contents stay until <see cref="MaintainAsync"/>; searches do
    /// not ask for them.
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
    /// Rebuilds files that are missing or cut off, catches up, removes the vectors of deleted media contents, and merges segments, which
    /// removes their bytes from the disk.
    /// </summary>
    internal async Task MaintainAsync(string tenantId, ClipVectorSpace space, CancellationToken ct)
    {
        var slot = GetSlot(tenantId, space);
        await slot.Gate.WaitAsync(ct);
        try
        {
            var index = slot.Index;
            index.CheckFiles();
            if (await PutChangesAsync(index, tenantId, space, ct) != index.DocumentCount)
            {
                var all = (await descriptions.GetChangesAsync(tenantId, space.DescriptionSpace, 0, ct)).Later;
                var hashes = all.Select(key => key.ContentHash).ToHashSet(StringComparer.Ordinal);
                index.Remove([.. index.GetKeys().Where(hash => !hashes.Contains(hash))]);
                await PutAsync(index, tenantId, space, all, ct);
            }
        }
        finally
        {
            slot.Gate.Release();
        }
        MergeOrQuarantine(slot.Index, ct); // outside the gate: no search waits for it
    }

    /// <summary>Closes the indexes of a tenant whose records were deleted, so that its folder can be deleted too.</summary>
    public void CloseTenant(string tenantId)
    {
        foreach (var (key, slot) in _slots.Where(slot => slot.Key.TenantId == tenantId))
        {
            _slots.TryRemove(key, out _);
            slot.Opened?.Dispose();
        }
    }

    /// <summary>Deletes the indexes of dropped visual spaces.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="spaces">The visual spaces that still exist.</param>
    internal void DeleteDroppedSpaces(string tenantId, IEnumerable<string> spaces)
    {
        var wanted = spaces.ToHashSet(StringComparer.Ordinal);
        foreach (var (key, slot) in _slots.Where(slot => slot.Key.TenantId == tenantId && !wanted.Contains(slot.Key.Described)))
        {
            _slots.TryRemove(key, out _);
            slot.Opened?.Dispose();
        }
        var folders = wanted.Select(ClipVectorSpace.ToFolderName).ToHashSet(StringComparer.Ordinal);
        var tenant = new DirectoryInfo(Path.Combine(_root, tenantId));
        // The indexes of the unnamed space lie in the tenant's folder itself.
        foreach (
            var folder in tenant.Exists && !wanted.Contains("")
                ? tenant.GetDirectories().Where(folder => !folders.Contains(folder.Name))
                : []
        )
        {
            folder.Delete(recursive: true);
        }
    }

    // The next search or maintenance adds the vectors of a quarantined segment again.
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

    /// <summary>Adds what was described since; returns the number of media contents described now.</summary>
    private async Task<long> PutChangesAsync(VectorIndex index, string tenantId, ClipVectorSpace space, CancellationToken ct)
    {
        var changes = await descriptions.GetChangesAsync(tenantId, space.DescriptionSpace, index.Watermark, ct);
        await PutAsync(index, tenantId, space, changes.Later, ct);
        return changes.Count;
    }

    // In order of the stamps, so that an interruption leaves no gap below the watermark.
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
            await foreach (var content in descriptions.ReadAsync(tenantId, space.DescriptionSpace, stamps.Keys, ct))
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
            VectorIndex.Open(
                Path.Combine(_root, tenantId, space.RelativePath),
                space.Name,
                _scanQueue,
                damage => report($"{damage} Its vectors are rebuilt from the database."),
                explain: e => DataFolderException.Explain(e) is { } sentence ? new DataFolderException(sentence, e) : null
            )
        ));

    [SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
    private sealed class IndexSlot(Func<VectorIndex> open)
    {
        public readonly SemaphoreSlim Gate = new(1, 1);
        private readonly Lock _openLock = new();

        /// <summary>The index once it is open, else null; a failed opening is tried again.</summary>
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
