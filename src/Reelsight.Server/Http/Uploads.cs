using Reelsight.Pipeline;
using Reelsight.Storage;

namespace Reelsight.Server.Http;

/// <summary>
/// Receives forms with a file. The bytes are hashed and stored while they arrive, before the other fields are known, because clients send
/// the parts in any order; an upload that is then refused, or not needed because a URL came along, leaves nothing behind.
/// </summary>
internal sealed class Uploads(ContentUse contents, IBlobStore blobs)
{
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
        finally
        {
            await contents.ReleaseAsync(call.TenantId, file?.Blob.ContentHash).ConfigureAwait(false);
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

    private async Task ClaimAsync(Call call, UploadedFile? file, Func<Task> addRows)
    {
        if (file is null)
            await addRows().ConfigureAwait(false);
        else if (!await contents.ClaimAsync(call.TenantId, file.Blob.ContentHash, addRows, call.Cancelled).ConfigureAwait(false))
            throw new ApiException(503, ErrorCodes.InternalError, "The same file was deleted while this upload ended. Upload it again.");
    }
}
