using Reelsight.Storage;

namespace Reelsight.Pipeline;

/// <summary>
/// Uploads and fetches of the same bytes share one content. Adding rows that refer to a content and deleting one that nothing
/// refers to exclude each other, so no row is left without its bytes, and no bytes without a row.
/// </summary>
public sealed class ContentUse(IAssetStore assets, IBlobStore blobs) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Adds rows that refer to a stored content.</summary>
    /// <returns>False when the content was deleted meanwhile: nothing was added.</returns>
    public async Task<bool> ClaimAsync(string tenantId, string contentHash, Func<Task> addRows, CancellationToken ct)
    {
        await _gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (blobs.PathOfContent(tenantId, contentHash) is null) return false;
            await addRows().ConfigureAwait(false);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Deletes a content and everything derived from it, unless something refers to it. Null is no content.</summary>
    public async Task ReleaseAsync(string tenantId, string? contentHash)
    {
        if (contentHash is null) return;
        // Never cancelled: what was deleted for the user must not stay on the disk.
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (await assets.ForgetUnusedContentAsync(tenantId, contentHash, CancellationToken.None).ConfigureAwait(false))
                await blobs.DeleteContentAsync(tenantId, contentHash, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();
}
