using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Blobs;

namespace Reelsight.Server.Http.Uploads;

/// <summary>
/// Receives forms with files. The bytes are hashed and stored while they arrive, before the other fields are known, because clients send
/// the parts in any order; an upload that is then refused, or that no row refers to in the end, leaves nothing behind.
/// </summary>
internal sealed class UploadReceiver(BlobReferences contents)
{
    /// <summary>Reads a form with at most one file.</summary>
    /// <param name="call">The request.</param>
    /// <param name="field">The name of the file's part.</param>
    /// <param name="maxBytes">The largest size of the file in bytes, by its name.</param>
    /// <param name="useAsync">Checks the form and uses the file or adds the rows that refer to it.</param>
    internal Task ReceiveAsync(Call call, string field, Func<string?, long> maxBytes, Func<RequestFields, UploadedFile?, Task> useAsync) =>
        ReceiveAsync(call, [field], 1, (_, fileName) => maxBytes(fileName), (form, files) => useAsync(form, files.SingleOrDefault()));

    /// <summary>Reads a form with several files.</summary>
    /// <param name="call">The request.</param>
    /// <param name="fields">The names of the parts that are files.</param>
    /// <param name="maxPerField">The largest number of files of one name.</param>
    /// <param name="maxBytes">The largest size of a file in bytes, by the names of its part and its own.</param>
    /// <param name="useAsync">Checks the form and uses the files, in the order they came, or adds the rows that refer to them.</param>
    internal async Task ReceiveAsync(
        Call call,
        IReadOnlyCollection<string> fields,
        int maxPerField,
        Func<string, string?, long> maxBytes,
        Func<RequestFields, IReadOnlyList<UploadedFile>, Task> useAsync
    )
    {
        var files = new List<UploadedFile>();
        try
        {
            var form = await MultipartFormReader.ReadAsync(call, fields, StoreAsync);
            await useAsync(form, files);
        }
        finally
        {
            foreach (var file in files)
            {
                await contents.ReleaseHoldAsync(call.TenantId, file.Blob.ContentHash);
            }
        }

        async Task StoreAsync(string field, string? fileName, Stream content)
        {
            if (files.Count(f => f.Field == field) == maxPerField)
            {
                throw Fail.Invalid($"The parameter {field} takes {(maxPerField == 1 ? "one file" : $"at most {maxPerField} files")}.");
            }

            var limit = maxBytes(field, fileName);
            try
            {
                var blob = await contents.StoreAndHoldAsync(call.TenantId, content, limit, call.Cancellation);
                files.Add(new UploadedFile(field, FileNames.GetDisplayName(fileName), blob));
            }
            catch (BlobTooLargeException)
            {
                throw Fail.Refused(
                    ErrorCodes.VideoFileTooLarge,
                    $"The file in {field} is larger than {limit >> 20} MB, the most this operation takes. Send it by URL or as a "
                        + $"multipart upload."
                );
            }
            if (files[^1].Blob.SizeBytes == 0)
            {
                throw Fail.Invalid($"The file in {field} is empty.");
            }
        }
    }
}
