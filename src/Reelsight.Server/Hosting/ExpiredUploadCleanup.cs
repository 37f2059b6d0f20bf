using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Uploads;
using Reelsight.Server.Http.Uploads;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Hosting;

/// <summary>
/// Looks at the start and every hour for chunks that nobody will ask for: of sessions that expired, failed or are gone. A session whose
/// last report a crash cut off is completed.
/// </summary>
internal sealed partial class ExpiredUploadCleanup(
    IResourceStore<UploadRecord> uploads,
    IUploadChunkStore chunks,
    IAssetStore assets,
    UploadCompletion completion,
    BlobReferences contents,
    TimeProvider clock,
    ILogger<ExpiredUploadCleanup> log
) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        try
        {
            do
            {
                await TryCleanUpAsync(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        { /* the server stops */
        }
    }

    // Chunks do no harm for another hour; a server that ended would.
    private async Task TryCleanUpAsync(CancellationToken ct)
    {
        try
        {
            await CleanUpAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogCleanupFailed(e, e.Message);
        }
    }

    private async Task CleanUpAsync(CancellationToken ct)
    {
        foreach (var (tenantId, uploadId) in chunks.ListUploads())
        {
            try
            {
                if (!await IsNeededAsync(tenantId, uploadId, ct) && !contents.AreDeletionsPaused)
                {
                    chunks.Delete(tenantId, uploadId);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogDeleteFailed(uploadId, e.Message);
            }
        }
    }

    private async Task<bool> IsNeededAsync(string tenantId, string uploadId, CancellationToken ct)
    {
        if (await uploads.FindAsync(tenantId, uploadId, ct) is not { } upload)
        {
            return false;
        }

        if (await completion.CompleteAsync(upload, FileNames.GuessMimeType(upload.Filename), ct))
        {
            return await assets.FindAsync(tenantId, upload.AssetId, ct) is { Status: AssetStatus.Processing, ContentHash: null };
        }

        return UploadSession.GetState(upload, clock.GetUtcNow()) == UploadRecord.Active;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The chunks of the upload {Upload} could not be deleted and will be tried again: {Reason}"
    )]
    private partial void LogDeleteFailed(string upload, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The uploads could not be looked through and will be again: {Reason}")]
    private partial void LogCleanupFailed(Exception e, string reason);
}
