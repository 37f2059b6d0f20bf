using Reelsight.Core.Errors;
using Reelsight.Fetch;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Http.Uploads;

/// <summary>
/// Reads the media that a request names, by a JSON object or by a form's fields, and opens it. What is wrong ends the request with an error
/// that names the field: 404 for an asset that does not exist, 400 for the rest. Bytes sent along stay only while they are used or a row
/// refers to them.
/// </summary>
internal sealed class MediaReader(MediaOpener sources, BlobReferences contents, IAssetStore assets)
{
    /// <summary>Opens the media of a JSON object. Dispose it when done.</summary>
    /// <param name="call">The request.</param>
    /// <param name="path">The object's path, such as <c>image.media_source</c>.</param>
    /// <param name="body">The object.</param>
    /// <param name="sizes">Limits.</param>
    internal async Task<MediaHandle> OpenAsync(Call call, string path, MediaSourceBody? body, MediaSizeLimits sizes)
    {
        MediaHandle? media = null;
        await ReadAsync(call, path, body, sizes, async source => media = await OpenAsync(call, path, source));
        return media!;
    }

    /// <summary>Opens media that was read before.</summary>
    internal async Task<MediaHandle> OpenAsync(Call call, string path, MediaSource source)
    {
        try
        {
            return await sources.OpenAsync(call.TenantId, source, call.Cancellation);
        }
        catch (PermanentFailureException e)
        {
            throw Fail.Refused(e.Failure.Code, $"The parameter {path}: {e.Failure.Message}");
        }
        catch (FetchException e)
        {
            throw Fail.Invalid($"The parameter {path}: {e.Message}");
        }
    }

    /// <summary>
    /// Checks a JSON object and hands over its source: for rows that refer to it, and jobs that open it later. Bytes sent along are kept
    /// until <paramref name="useAsync"/> is over, and after that if a row refers to them.
    /// </summary>
    internal async Task ReadAsync(Call call, string path, MediaSourceBody? body, MediaSizeLimits sizes, Func<MediaSource, Task> useAsync)
    {
        if (body is null)
        {
            throw Fail.Missing(path);
        }

        CheckExactlyOneSource(path, body);
        if (body.Base64String is not { } base64)
        {
            MediaSource source = body.Url is { Length: > 0 } url
                ? new MediaSource.FromUrl(FileNames.ReadUrl($"{path}.url", url), sizes.MaxUrlBytes)
                : await FindAssetAsync(call, $"{path}.asset_id", body.AssetId!);
            await useAsync(source);
            return;
        }
        if (call.Http.Features.Get<InlineMedia>()?.Find(base64.Token) is not { IsValid: true, Length: > 0 } file)
        {
            throw Fail.Invalid($"The parameter {path}.base64_string must be the file as base64 text.");
        }

        if (file.Length > sizes.MaxBase64Bytes)
        {
            throw Fail.Invalid(
                $"The file in {path}.base64_string is larger than {sizes.MaxBase64Bytes >> 20} MB. Send it by url or as an asset."
            );
        }

        var blob = await contents.StoreAndHoldAsync(call.TenantId, file.OpenRead(), file.Length, call.Cancellation);
        try
        {
            await useAsync(new MediaSource.FromContent(blob.ContentHash, FileNames.GetDisplayName(body.Name)));
        }
        finally
        {
            await contents.ReleaseHoldAsync(call.TenantId, blob.ContentHash);
        }
    }

    /// <summary>
    /// The source that a form gives as a URL in one field or as a file in another; the URL wins when both come. Null when neither does.
    /// </summary>
    internal static MediaSource? ReadForm(
        RequestFields form,
        IReadOnlyList<UploadedFile> files,
        string urlField,
        string fileField,
        MediaSizeLimits sizes
    )
    {
        if (FileNames.GetUrl(form, urlField) is { } url)
        {
            return new MediaSource.FromUrl(url, sizes.MaxUrlBytes);
        }

        return files.FirstOrDefault(f => f.Field == fileField) is { } file
            ? new MediaSource.FromContent(file.Blob.ContentHash, file.FileName)
            : null;
    }

    private static void CheckExactlyOneSource(string path, MediaSourceBody body)
    {
        string[] given = [.. Given()];
        if (given.Length != 1)
        {
            throw Fail.Invalid(
                $"The parameter {path} must hold exactly one of url, base64_string and asset_id; it holds "
                    + $"{(given.Length == 0 ? "none" : string.Join(" and ", given))}."
            );
        }

        if (body.Type is not null && body.Type != given[0])
        {
            throw Fail.Invalid($"The parameter {path}.type must be {given[0]}, as that is what is given.");
        }

        IEnumerable<string> Given()
        {
            if (body.Url is { Length: > 0 })
            {
                yield return "url";
            }

            if (body.Base64String is not null)
            {
                yield return "base64_string";
            }

            if (body.AssetId is { Length: > 0 })
            {
                yield return "asset_id";
            }
        }
    }

    private async Task<MediaSource> FindAssetAsync(Call call, string path, string id)
    {
        var asset = await assets.FindAsync(call.TenantId, Identifiers.Check(path, id), call.Cancellation)
            ?? throw Fail.NotFound("asset", id);
        return new MediaSource.FromAsset(asset.Id);
    }
}
