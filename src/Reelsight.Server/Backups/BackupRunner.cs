using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reelsight.Pipeline.Assets;
using Reelsight.Storage.Backup;
using Reelsight.Storage.Errors;

namespace Reelsight.Server.Backups;

/// <summary>
/// Backs the data folder up in the background while the server works, one backup at a time. No original is deleted meanwhile: what loses
/// its last reference goes when the backup has ended.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source of the token lives as long as the program.")]
internal sealed partial class BackupRunner(BackupWriter writer, BlobReferences contents, TimeProvider clock, ILogger<BackupRunner> log)
    : IHostedService
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private BackupRunState? _latest;
    private Task _running = Task.CompletedTask;

    /// <summary>The backup that runs, or the last that ended since the server started; null when there was none.</summary>
    internal BackupRunState? Latest
    {
        get
        {
            lock (_lock)
            {
                return _latest;
            }
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken);
    }

    /// <summary>Starts a backup; null when one is running.</summary>
    internal BackupRunState? TryStart(string folder)
    {
        lock (_lock)
        {
            if (!_running.IsCompleted)
            {
                return null;
            }
            var started = _latest = new BackupRunState(folder, clock.GetUtcNow());
            _running = Task.Run(() => RunAsync(folder));
            return started;
        }
    }

    private async Task RunAsync(string folder)
    {
        try
        {
            BackupReport report;
            await using (contents.PauseDeletions())
            {
                var progress = new Observer(this);
                report = await writer.WriteAsync(folder, progress, _stopping.Token);
            }
            Update(state => state with { Report = report, EndedAt = clock.GetUtcNow() });
        }
        catch (Exception e)
        {
            var reason = e switch
            {
                OperationCanceledException => "The server stopped. Start the backup again: it goes on with what is copied.",
                BackupException => e.Message,
                _ => DataFolderException.ExplainAny(e) ?? "Something went wrong inside the server; its log says what.",
            };
            LogFailed(
                e is BackupException or OperationCanceledException || DataFolderException.ExplainAny(e) is not null ? null : e,
                reason
            );
            Update(state => state with { Failure = reason, EndedAt = clock.GetUtcNow() });
        }
    }

    private void Update(Func<BackupRunState, BackupRunState> change)
    {
        lock (_lock)
        {
            _latest = change(_latest!);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The backup failed: {Reason}")]
    private partial void LogFailed(Exception? e, string reason);

    private sealed class Observer(BackupRunner runner) : IProgress<BackupProgress>
    {
        public void Report(BackupProgress value) => runner.Update(state => state with { Progress = value });
    }
}
