using Microsoft.Extensions.Hosting;
using Reelsight.Pipeline.Jobs;

namespace Reelsight.Server.Hosting;

/// <summary>Works on the queue while the server runs; what is in hand when it stops goes back to the queue.</summary>
internal sealed class JobWorkerService(JobWorker worker) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => worker.RunAsync(stoppingToken);
}
