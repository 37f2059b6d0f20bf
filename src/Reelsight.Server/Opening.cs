using Microsoft.Extensions.Hosting;
using Reelsight.Search;
using Reelsight.Storage;

namespace Reelsight.Server;

/// <summary>What happens once when the server opens: forget expired pages, load the indexes for search, then report ready.</summary>
internal sealed class Opening(ISearchPageStore pages, SearchEngine engine, TimeProvider clock, Readiness readiness) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await pages.PurgeAsync(clock.GetUtcNow(), stoppingToken).ConfigureAwait(false);
        await engine.WarmUpAsync(stoppingToken).ConfigureAwait(false);
        readiness.Set();
    }
}
