using Reelsight.Storage;

namespace Reelsight.Server.Http;

/// <summary>
/// Receives forms with a file. The bytes are hashed and stored while they arrive, before the other fields are known, because clients send
/// the parts in any order; an upload that is then refused leaves nothing behind. Uploads of the same bytes share one blob, so adding
/// rows for a blob and deleting an unused one exclude each other.
/// </summary>
internal sealed class Uploads(IAssetStore assets, IBlobStore blobs) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Reads a form with at most one file and adds its rows.</summary>
    /// <param name="call">The request.</param>
    /// <param name="field">The name of the file's part.</param>
    /// <param name="maxBytes">Most bytes the file may have, by its name.</param>
    /// <param name="addRows">Checks the form and adds the rows that refer to the file.</param>
    internal async Task ReceiveAsync(Call call, string field, Func<string?, long> maxBytes, Func<Fields, UploadedFile?, Task> addRows)
    {
        UploadedFile? file = null;
        try
        {
            var form = await MultipartForm.ReadAsync(call, [field], StoreAsync).ConfigureAwait(false);
            await ClaimAsync(call, file, () => addRows(form, file)).ConfigureAwait(false);
        }
        catch
        {
            await ReleaseAsync(call.TenantId, file?.Blob.ContentHash).ConfigureAwait(false);
            throw;
        }

        async Task StoreAsync(string name, string? fileName, Stream content)
        {
            if (file is not null) throw Fail.Invalid($"The parameter {name} takes one file.");
            var limit = maxBytes(fileName);
            try
            {
                var blob = await blobs.PutContentAsync(call.TenantId, content, limit, call.Cancelled).ConfigureAwait(false);
                file = new UploadedFile(FileNames.Last(fileName), blob);
            }
            catch (BlobTooLargeException)
            {
                throw Fail.Refused(ErrorCodes.VideoFileTooLarge, $"The file is larger than {limit >> 20} MB, the most this operation takes. Send it by URL or as a multipart upload.");
            }
            if (file.Blob.SizeBytes == 0) throw Fail.Invalid($"The file in {name} is empty.");
        }
    }

    /// <summary>Deletes a content and everything derived from it, unless something refers to it.</summary>
    internal async Task ReleaseAsync(string tenantId, string? contentHash)
    {
        if (contentHash is null) return;
        // Not cancelled with the request: what was deleted for the user must not stay on the disk.
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (!await assets.IsContentUsedAsync(tenantId, contentHash, CancellationToken.None).ConfigureAwait(false))
                await blobs.DeleteContentAsync(tenantId, contentHash, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task ClaimAsync(Call call, UploadedFile? file, Func<Task> addRows)
    {
        await _gate.WaitAsync(call.Cancelled).ConfigureAwait(false);
        try
        {
            if (file is not null && blobs.PathOfContent(call.TenantId, file.Blob.ContentHash) is null)
                throw new ApiException(503, ErrorCodes.InternalError, "The same file was deleted while this upload ended. Upload it again.");
            await addRows().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }
}
