using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Uploads;

/// <summary>
/// Makes the asset of an upload whose chunks are all reported, and marks the upload as completed in the same transaction.
/// </summary>
public sealed class UploadCompletion(IResourceStore<UploadRecord> uploads, IAssetStore assets, IUnitOfWork unit, TimeProvider clock)
{
    /// <summary>Adds the asset with the job that puts it together, and marks the upload.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="fileType">The MIME type that its name suggests; probing the bytes corrects it.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>False while chunks are missing.</returns>
    public async Task<bool> CompleteAsync(UploadRecord upload, string fileType, CancellationToken ct)
    {
        if (upload.State != UploadRecord.Active)
        {
            return upload.State == UploadRecord.Completed;
        }

        if (upload.Reported.Count < upload.ChunkCount)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var asset = new AssetRecord
        {
            Id = upload.AssetId,
            TenantId = upload.TenantId,
            Method = AssetMethod.Multipart,
            Status = AssetStatus.Processing,
            Filename = upload.Filename,
            FileType = fileType,
            SizeBytes = upload.TotalBytes,
            UserMetadataJson = upload.UserMetadataJson,
            Hls = upload.Hls ? ArtefactStatus.Pending : ArtefactStatus.None,
            Thumbnail = upload.Thumbnail ? ArtefactStatus.Pending : ArtefactStatus.None,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return await unit.RunAsync(
            async () =>
            {
                await assets.AddAsync(asset, new JobRequest(asset.TenantId, JobKinds.PrepareAsset, asset.Id), ct);
                await uploads.UpdateAsync(
                    upload.TenantId,
                    upload.Id,
                    present =>
                        present.State == UploadRecord.Active ? present with { State = UploadRecord.Completed, UpdatedAt = now } : present,
                    [],
                    ct
                );
                return true;
            },
            ct
        );
    }
}
