using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Tasks;

/// <summary>
/// POST /tasks → 201 with the task; the video's id is known from here on. A form with the index and a file of up to 2 GB or a URL; when
/// both come the URL wins. A stream for browsers is kept unless <c>enable_video_stream=false</c>. The task is answered as soon as the bytes
/// are safe; what is wrong with them fails the task, not this call.
/// </summary>
internal static class CreateTask
{
    /// <summary>v1.3: largest file of a task.</summary>
    internal const long MaxFileBytes = 2L << 30;

    internal static async Task<IResult> HandleAsync(
        Call call,
        UploadReceiver uploads,
        IIndexStore indexes,
        IVideoStore videos,
        TenantQuotas quotas,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        quotas.CheckIndexedTime(call.TenantId, 0);
        TaskView? view = null;
        await uploads.ReceiveAsync(
            call,
            "video_file",
            _ => MaxFileBytes,
            async (form, file) =>
            {
                var (asset, video, task) = BuildRecords(call, form, file, ids, clock.GetUtcNow());
                await GetIndex.FindAsync(call, indexes, video.IndexId);
                var job = new JobRequest(call.TenantId, JobKinds.IndexVideo, video.Id);
                try
                {
                    await videos.AddWithAssetAsync(asset, video, task, job, call.Cancellation);
                }
                catch (ParentMissingException)
                {
                    throw Fail.NotFound("index", video.IndexId);
                }
                view = TaskView.From(task);
            }
        );
        return TypedResults.Json(view, TasksWireJson.Default.TaskView, statusCode: StatusCodes.Status201Created);
    }

    private static (AssetRecord, VideoRecord, IndexingTaskRecord) BuildRecords(
        Call call,
        RequestFields form,
        UploadedFile? file,
        IdGenerator ids,
        DateTimeOffset now
    )
    {
        var indexId = Identifiers.Check("index_id", form.GetRequiredText("index_id"));
        var url = FileNames.GetUrl(form, "video_url");
        if (url is not null)
        {
            file = null;
        }

        if (url is null && file is null)
        {
            throw Fail.Missing("video_file (or video_url)");
        }

        var stream = form.GetBoolean("enable_video_stream", true);
        var asset = new AssetRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            Method = url is null ? AssetMethod.Direct : AssetMethod.Url,
            Status = AssetStatus.Processing,
            Filename = file?.FileName ?? FileNames.FromUrl(url!),
            FileType = FileNames.GuessMimeType(file?.FileName ?? FileNames.FromUrl(url!)),
            SourceUrl = url?.AbsoluteUri,
            ContentHash = file?.Blob.ContentHash,
            SizeBytes = file?.Blob.SizeBytes,
            UserMetadataJson = UserMetadataObject.Parse(form.GetText("user_metadata")),
            CreatedAt = now,
            UpdatedAt = now,
        };
        var video = new VideoRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            IndexId = indexId,
            AssetId = asset.Id,
            ContentHash = asset.ContentHash,
            Status = VideoStatus.Pending,
            Filename = asset.Filename,
            SizeBytes = asset.SizeBytes ?? 0,
            EnableVideoStream = stream,
            Hls = stream ? ArtefactStatus.Pending : ArtefactStatus.None,
            UserMetadataJson = asset.UserMetadataJson,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var task = new IndexingTaskRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            IndexId = indexId,
            VideoId = video.Id,
            Status = IndexingTaskStatus.Validating,
            Filename = asset.Filename,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return (asset, video, task);
    }
}
