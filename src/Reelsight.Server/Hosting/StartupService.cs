using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reelsight.Analysis.Analyzers;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Indexing;
using Reelsight.Search.Engine;
using Reelsight.Server.Api.V1_3.Embed;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Hosting;

/// <summary>
/// What happens once when the server opens: delete embedding tasks that have expired, load the indexes for search, then report ready. Then
/// footage that is not yet in the space that settings want is encoded there in the background. After that, answers are warmed up, and media
/// contents are deleted to which no row refers: those tasks', and those whose rows a crash kept from being written or that it kept from
/// being deleted.
/// </summary>
internal sealed partial class StartupService(
    IResourceStore<EmbeddingTaskRecord> embeddings,
    IndexWarmUp indexes,
    VisualSpaceBuilder spaces,
    IBlobStore blobs,
    BlobReferences contents,
    TimeProvider clock,
    Readiness readiness,
    Lazy<VideoAnalyzer> analyst,
    IHostApplicationLifetime lifetime,
    ILogger<StartupService> log
) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var startedAt = clock.GetUtcNow();
        try
        {
            await embeddings.PurgeAsync(startedAt - EmbedTaskRepository.Retention, stoppingToken);
            await indexes.WarmUpAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogStartFailed(DataFolderException.ExplainAny(e) is null ? e : null, DataFolderException.ExplainAny(e) ?? e.Message);
            readiness.Fail(e);
            // Not before the host has started: stopped while it starts, it would report a cancellation in place of the cause.
            lifetime.ApplicationStarted.Register(lifetime.StopApplication);
            return;
        }
        readiness.Set();
        try
        {
            await spaces.StartAsync(stoppingToken);
            await Task.Run(() => analyst.Value.WarmUp(), stoppingToken);
            foreach (var (tenantId, contentHash) in blobs.ListStoredBefore(startedAt))
            {
                stoppingToken.ThrowIfCancellationRequested();
                await contents.DeleteIfUnreferencedAsync(tenantId, contentHash);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What is left does no harm until the next start; a server that ended would.
            LogStartupWorkFailed(DataFolderException.ExplainAny(e) is null ? e : null, e.Message);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "What is done after the opening stopped early, and is left to the next start: {Reason}"
    )]
    private partial void LogStartupWorkFailed(Exception? e, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The server cannot start: {Reason}")]
    private partial void LogStartFailed(Exception? e, string reason);
}
