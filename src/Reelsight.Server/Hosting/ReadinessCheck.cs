using Reelsight.Inference.Packs;
using Reelsight.Server.Settings;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Hosting;

/// <summary>
/// Looks whether the server can do its work now: it has started, the disk has room, the database reads and writes, the models are there.
/// The result is kept for a few seconds, so that asking often costs nothing.
/// </summary>
internal sealed class ReadinessCheck(
    Readiness readiness,
    IDatabaseProbe database,
    ModelStore models,
    ServerSettings settings,
    TimeProvider clock
) : IDisposable
{
    private const long BytesPerMegabyte = 1 << 20;
    private static readonly TimeSpan _lifetime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _writeTimeout = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private ReadyView? _latest;
    private DateTimeOffset _checkedAt;

    /// <summary>The state now, or a few seconds ago.</summary>
    internal async Task<ReadyView> CheckAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            var now = clock.GetUtcNow();
            if (_latest is null || now - _checkedAt >= _lifetime || now < _checkedAt)
            {
                ReadyCheckView[] checks = [CheckStart(), CheckDisk(), await CheckDatabaseAsync(ct), CheckModels()];
                var isReady = checks.All(check => check.Status == ReadyCheckView.Good);
                (_latest, _checkedAt) = (new ReadyView(isReady ? "ready" : "not_ready", checks), now);
            }
            return _latest;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private ReadyCheckView CheckStart() =>
        readiness.IsReady
            ? ReadyCheckView.Create("start", null)
            : ReadyCheckView.Create("start", "The server still loads its indexes: wait a moment.");

    private ReadyCheckView CheckDisk()
    {
        try
        {
            var free = new DriveInfo(settings.DataDir).AvailableFreeSpace / BytesPerMegabyte;
            return ReadyCheckView.Create(
                "disk",
                free >= settings.MinFreeMegabytes
                    ? null
                    : FormattableString.Invariant(
                        $"The disk that holds the data folder has {free} MB left, less than the {settings.MinFreeMegabytes} MB of the "
                    ) + "setting min_free_mb: free some space, or move the data folder."
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return ReadyCheckView.Create("disk", $"The data folder cannot be looked at: {e.Message} Make sure that it is there.");
        }
    }

    private async Task<ReadyCheckView> CheckDatabaseAsync(CancellationToken ct) =>
        ReadyCheckView.Create("database", await database.FindFaultAsync(_writeTimeout, ct));

    private ReadyCheckView CheckModels()
    {
        var open = models.GetStatuses().Where(status => status.State != PackState.Ready).ToList();
        return ReadyCheckView.Create(
            "models",
            open.Count == 0 ? null : $"{string.Join(" ", open.Select(status => status.Reason))} Fetch them with: reelsight models fetch"
        );
    }
}
