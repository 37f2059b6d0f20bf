using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reelsight.Storage;

namespace Reelsight.Server.MultipartUploads;

/// <summary>
/// Looks at the start and every hour for chunks that nobody will ask for: of sessions that expired, failed or are gone. A session whose
/// last report a crash cut off is completed.
/// </summary>
internal sealed partial class UploadSweep(
    IResourceStore<UploadRecord> uploads,
    IChunkStore chunks,
    IAssetStore assets,
    UploadCompletion completion,
    TimeProvider clock,
    ILogger<UploadSweep> log
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
                await TrySweepAsync(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        { /* the server stops */
        }
    }

    // Chunks do no harm for another hour; a server that ended would.
    private async Task TrySweepAsync(CancellationToken ct)
    {
        try
        {
            await SweepAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogStopped(e, e.Message);
        }
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        foreach (var (tenantId, uploadId) in chunks.Uploads())
        {
            try
            {
                if (!await IsNeededAsync(tenantId, uploadId, ct))
                {
                    chunks.Delete(tenantId, uploadId);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogLeft(uploadId, e.Message);
            }
        }
    }

    private async Task<bool> IsNeededAsync(string tenantId, string uploadId, CancellationToken ct)
    {
        if (await uploads.FindAsync(tenantId, uploadId, ct) is not { } upload)
        {
            return false;
        }

        if (await completion.CompleteAsync(upload, ct))
        {
            return await assets.FindAsync(tenantId, upload.AssetId, ct) is { Status: AssetStatus.Processing, ContentHash: null };
        }

        return GetMultipartUpload.StateOf(upload, clock.GetUtcNow()) == UploadRecord.Active;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The chunks of the upload {Upload} could not be deleted and will be tried again: {Reason}"
    )]
    private partial void LogLeft(string upload, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The uploads could not be looked through and will be again: {Reason}")]
    private partial void LogStopped(Exception e, string reason);
}
