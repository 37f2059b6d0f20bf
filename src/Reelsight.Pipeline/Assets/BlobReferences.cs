using Reelsight.Core.Errors;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Assets;

/// <summary>
/// Guards blobs that several assets, tasks and running jobs share. Adding records that refer to a blob and deleting an unreferenced blob
/// exclude each other, so that no record is left without its bytes, and no bytes without a record.
/// </summary>
public sealed class BlobReferences(IAssetStore assets, IBlobStore blobs, TenantQuotas quotas) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<(string TenantId, string ContentHash), int> _holds = [];
    private readonly HashSet<(string TenantId, string ContentHash)> _postponed = [];

    // Bytes that count against a quota until a record does, which is when their hold ends.
    private readonly Dictionary<(string TenantId, string ContentHash), Stack<QuotaStream>> _arrived = [];
    private int _pauses;

    /// <summary>Whether nothing may be deleted now.</summary>
    public bool AreDeletionsPaused => Volatile.Read(ref _pauses) > 0;

    /// <summary>Adds records that refer to a stored blob.</summary>
    /// <returns>False when the blob was deleted meanwhile; then nothing was added.</returns>
    public async Task<bool> AddReferencesAsync(string tenantId, string contentHash, Func<Task> addRows, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (blobs.FindPath(tenantId, contentHash) is null)
            {
                return false;
            }

            await addRows();
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Stores bytes and holds them, so that they are not deleted, until <see cref="ReleaseHoldAsync"/>. The hold begins before the blob
    /// becomes visible, so that another user of the same bytes cannot delete them in between.
    /// </summary>
    /// <exception cref="BlobTooLargeException">More than <paramref name="maxBytes"/> arrived.</exception>
    /// <exception cref="DomainException">403: more arrived than the tenant may store.</exception>
    public async Task<StoredBlob> StoreAndHoldAsync(string tenantId, Stream content, long maxBytes, CancellationToken ct)
    {
        string? held = null;
        var counted = quotas.Guard(tenantId, content);
        try
        {
            return await blobs.PutAsync(tenantId, counted, maxBytes, ct, async hash =>
            {
                await _gate.WaitAsync(ct);
                try
                {
                    AddHold(tenantId, held = hash);
                    if (!_arrived.TryGetValue((tenantId, hash), out var arrived))
                    {
                        _arrived.Add((tenantId, hash), arrived = []);
                    }

                    arrived.Push(counted);
                }
                finally
                {
                    _gate.Release();
                }
            });
        }
        catch
        {
            if (held is not null)
            {
                await ReleaseHoldAsync(tenantId, held);
            }
            else
            {
                await counted.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>
    /// Holds a stored blob, referenced or not, so that it is not deleted until <see cref="ReleaseHoldAsync"/>.
    /// </summary>
    /// <returns>False when there is no such blob.</returns>
    public async Task<bool> HoldAsync(string tenantId, string contentHash, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (blobs.FindPath(tenantId, contentHash) is null)
            {
                return false;
            }

            AddHold(tenantId, contentHash);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends one hold; deletes the blob if it was the last hold and nothing refers to it.</summary>
    public async Task ReleaseHoldAsync(string tenantId, string contentHash)
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            var key = (tenantId, contentHash);
            if (--_holds[key] == 0)
            {
                _holds.Remove(key);
            }

            if (_arrived.TryGetValue(key, out var arrived))
            {
                await arrived.Pop().DisposeAsync();
                if (arrived.Count == 0)
                {
                    _arrived.Remove(key);
                }
            }
        }
        finally
        {
            _gate.Release();
        }
        await DeleteIfUnreferencedAsync(tenantId, contentHash);
    }

    /// <summary>
    /// Deletes a blob and everything derived from it, unless it is referenced or held. Does nothing when the hash is null.
    /// </summary>
    public async Task DeleteIfUnreferencedAsync(string tenantId, string? contentHash)
    {
        if (contentHash is null)
        {
            return;
        }
        // Not cancellable: bytes that the user has deleted must not stay on disk.
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            if (_holds.ContainsKey((tenantId, contentHash)))
            {
                return;
            }

            if (AreDeletionsPaused)
            {
                _postponed.Add((tenantId, contentHash));
                return;
            }

            if (await assets.DeleteUnusedContentAsync(tenantId, contentHash, CancellationToken.None))
            {
                await blobs.DeleteAsync(tenantId, contentHash, CancellationToken.None);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Keeps every blob until the result is disposed of, such as while a backup copies them; then those are deleted that would have been.
    /// When the process ends before, the next start deletes them.
    /// </summary>
    public IAsyncDisposable PauseDeletions()
    {
        Interlocked.Increment(ref _pauses);
        return new Pause(this);
    }

    private async ValueTask ResumeDeletionsAsync()
    {
        if (Interlocked.Decrement(ref _pauses) > 0)
        {
            return;
        }

        List<(string TenantId, string ContentHash)> due;
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            due = [.. _postponed];
            _postponed.Clear();
        }
        finally
        {
            _gate.Release();
        }
        foreach (var (tenantId, contentHash) in due)
        {
            await DeleteIfUnreferencedAsync(tenantId, contentHash);
        }
    }

    private void AddHold(string tenantId, string contentHash) =>
        _holds[(tenantId, contentHash)] = _holds.GetValueOrDefault((tenantId, contentHash)) + 1;

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private sealed class Pause(BlobReferences references) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => references.ResumeDeletionsAsync();
    }
}
