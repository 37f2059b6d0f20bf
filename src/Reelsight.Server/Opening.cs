using Microsoft.Extensions.Hosting;
using Reelsight.Pipeline;
using Reelsight.Search;
using Reelsight.Server.Embed;
using Reelsight.Storage;

namespace Reelsight.Server;

/// <summary>
/// What happens once when the server opens: forget embedding tasks whose time is over, load the indexes for search, then report ready. After
/// that, contents go to which no row refers: those tasks', and those whose rows a crash kept from being written or that it kept from being deleted.
/// </summary>
internal sealed class Opening(
    IResourceStore<EmbeddingTaskRecord> embeddings, SearchEngine engine, IBlobStore blobs, ContentUse contents, TimeProvider clock, Readiness readiness) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var opened = clock.GetUtcNow();
        await embeddings.PurgeAsync(opened - EmbedTasks.Life, stoppingToken).ConfigureAwait(false);
        await engine.WarmUpAsync(stoppingToken).ConfigureAwait(false);
        readiness.Set();
        foreach (var (tenantId, contentHash) in blobs.ContentsBefore(opened))
        {
            stoppingToken.ThrowIfCancellationRequested();
            await contents.ReleaseAsync(tenantId, contentHash).ConfigureAwait(false);
        }
    }
}
