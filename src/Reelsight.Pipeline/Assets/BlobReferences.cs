using Reelsight.Storage.Blobs;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Assets;

/// <summary>
/// Uploads and fetches of the same bytes share one content. Adding rows that refer to a content and deleting one that nothing
/// refers to exclude each other, so no row is left without its bytes, and no bytes without a row.
/// </summary>
public sealed class BlobReferences(IAssetStore assets, IBlobStore blobs) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<(string TenantId, string ContentHash), int> _holds = [];

    /// <summary>Adds rows that refer to a stored content.</summary>
    /// <returns>False when the content was deleted meanwhile: nothing was added.</returns>
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
    /// Stores bytes and keeps them while they are worked on; <see cref="ReleaseHoldAsync"/> ends that. They are kept before they can be seen, so
    /// nobody who is done with the same bytes deletes them in between.
    /// </summary>
    /// <exception cref="BlobTooLargeException">More than <paramref name="maxBytes"/> arrived.</exception>
    public async Task<StoredBlob> StoreAndHoldAsync(string tenantId, Stream content, long maxBytes, CancellationToken ct)
    {
        string? held = null;
        try
        {
            return await blobs.PutAsync(tenantId, content, maxBytes, ct, async hash =>
            {
                await _gate.WaitAsync(ct);
                try
                {
                    AddHold(tenantId, held = hash);
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

            throw;
        }
    }

    /// <summary>
    /// Keeps a stored content while it is worked on, whether or not something refers to it; <see cref="ReleaseHoldAsync"/> ends that.
    /// </summary>
    /// <returns>False when the content is not there.</returns>
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

    /// <summary>Ends one hold, and deletes the content if it was the last and nothing refers to it.</summary>
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
        }
        finally
        {
            _gate.Release();
        }
        await DeleteIfUnreferencedAsync(tenantId, contentHash);
    }

    /// <summary>Deletes a content and everything derived from it, unless something refers to it or holds it. Null is no content.</summary>
    public async Task DeleteIfUnreferencedAsync(string tenantId, string? contentHash)
    {
        if (contentHash is null)
        {
            return;
        }
        // Never cancelled: what was deleted for the user must not stay on the disk.
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            if (_holds.ContainsKey((tenantId, contentHash)))
            {
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

    private void AddHold(string tenantId, string contentHash) =>
        _holds[(tenantId, contentHash)] = _holds.GetValueOrDefault((tenantId, contentHash)) + 1;

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();
}
