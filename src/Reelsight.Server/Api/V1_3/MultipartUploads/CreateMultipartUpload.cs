using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Uploads;
using Reelsight.Server.Api.V1_3.Assets;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.MultipartUploads;

/// <summary>
/// POST /assets/multipart-uploads → 201 with the session, how to cut the file, and URLs for the first 50 chunks. <c>filename</c>,
/// <c>type</c> (video, audio, image, document) and <c>total_size</c> are required; video and audio may have 10 GB, images 32 MB, documents
/// 512 MB. The session ends after 24 hours. The asset's id is known from here on; the asset exists once all chunks are reported.
/// </summary>
internal static class CreateMultipartUpload
{
    /// <summary>v1.3: how long a session lasts.</summary>
    internal static readonly TimeSpan SessionLifetime = UploadRecord.MaxAge;
    private const int InitialUrlCount = 50;

    internal sealed record Body(
        string? Filename,
        string? Type,
        long? TotalSize,
        bool? EnableHls,
        bool? EnableThumbnail,
        JsonElement? UserMetadata
    );

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<UploadRecord> uploads,
        SignedUploadUrls links,
        TenantQuotas quotas,
        IUnitOfWork unit,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var body = await call.ReadJsonAsync(MultipartUploadsWireJson.Default.CreateMultipartUploadBody);
        var now = clock.GetUtcNow();
        var size = CheckSize(body);
        var upload = new UploadRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            AssetId = ids.Next(),
            Filename = FileNames.GetDisplayName(body.Filename),
            TotalBytes = size,
            ChunkBytes = ChunkLayout.GetChunkBytes(size),
            Hls = body.EnableHls ?? false,
            Thumbnail = body.EnableThumbnail ?? false,
            UserMetadataJson = body.UserMetadata is { } metadata ? UserMetadataObject.Merge(null, metadata) : null,
            State = UploadRecord.Active,
            ExpiresAt = now + SessionLifetime,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await unit.RunAsync(
            async () =>
            {
                quotas.CheckStorage(call.TenantId, size);
                await uploads.AddAsync([upload], [], call.Cancellation);
                return true;
            },
            call.Cancellation
        );
        var view = new CreatedView(
            upload.Id,
            upload.AssetId,
            links.Issue(call, upload, 1, InitialUrlCount),
            new Dictionary<string, string>(),
            upload.ChunkBytes,
            upload.ChunkCount,
            upload.ExpiresAt
        );
        return TypedResults.Json(
            view,
            MultipartUploadsWireJson.Default.CreateMultipartUploadCreatedView,
            statusCode: StatusCodes.Status201Created
        );
    }

    private static long CheckSize(Body body)
    {
        if (string.IsNullOrWhiteSpace(body.Filename))
        {
            throw Fail.Missing("filename");
        }

        var maxBytes = body.Type switch
        {
            null => throw Fail.Missing("type"),
            "video" or "audio" => ChunkLayout.MaxFileBytes,
            "image" => CreateAsset.MaxImageBytes,
            "document" => CreateAsset.MaxDocumentBytes,
            _ => throw Fail.Invalid("The parameter type must be one of video, audio, image, document."),
        };
        var size = body.TotalSize ?? throw Fail.Missing("total_size");
        return size >= 1 && size <= maxBytes
            ? size
            : throw Fail.Invalid($"The parameter total_size must be from 1 to {maxBytes} bytes for the type {body.Type}.");
    }

    /// <summary>A new session. No headers have to be sent along with chunks.</summary>
    internal sealed record CreatedView(
        string UploadId,
        string AssetId,
        IReadOnlyList<UploadUrlView> UploadUrls,
        IReadOnlyDictionary<string, string> UploadHeaders,
        int ChunkSize,
        int TotalChunks,
        DateTimeOffset ExpiresAt
    );
}
