using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reelsight.Search;
using Reelsight.Search.Maps;
using Reelsight.Storage;

namespace Reelsight.Server.Maps;

/// <summary>A map as far as it is made.</summary>
/// <param name="Footage">What it shows.</param>
/// <param name="Step">What is there.</param>
/// <param name="Failure">Why no more will come, or null.</param>
internal sealed record MapState(MapFootage Footage, MapStep Step, string? Failure);

/// <summary>
/// The maps of indexes. Each is made once for the videos that an index has, in the background, one at a time, because it takes every core;
/// then it is kept, in memory and in the data folder (<c>maps/TENANT/INDEX.UNIT</c>), until the videos change.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
internal sealed partial class IndexMaps(
    Lazy<SearchEngine> engine,
    IIndexStore indexes,
    ServerSettings settings,
    TimeProvider clock,
    ILogger<IndexMaps> log
) : IHostedService
{
    private const int MostKept = 16;

    /// <summary>A small map is there before its caller would ask again.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly string _root = Path.Combine(settings.DataDir, "maps");
    private readonly Lock _lock = new();
    private readonly Dictionary<(string TenantId, string IndexId, MapUnit Unit), Making> _makings = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private long _asked;

    /// <summary>
    /// The map of an index as it is now, or after a moment; null when there is no such index. Begins to make it when nobody has.
    /// </summary>
    internal async Task<MapState?> FindAsync(string tenantId, string indexId, MapUnit unit, CancellationToken ct)
    {
        if (await engine.Value.FootageAsync(tenantId, indexId, ct) is not { } footage)
        {
            return null;
        }

        var making = Begin(footage, unit);
        try
        {
            await making.Done.WaitAsync(_patience, clock, ct);
        }
        catch (TimeoutException)
        { /* it goes on */
        }
        return new(making.Footage, making.Step, making.Failure);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        Making[] all;
        lock (_lock)
        {
            all = [.. _makings.Values];
        }

        await Task.WhenAll(all.Select(making => making.Done)).WaitAsync(cancellationToken);
    }

    private Making Begin(MapFootage footage, MapUnit unit)
    {
        lock (_lock)
        {
            var place = (footage.TenantId, footage.IndexId, unit);
            if (!_makings.TryGetValue(place, out var making) || making.Footage.Key != footage.Key || making.Failure is not null)
            {
                making?.Stop();
                _makings[place] = making = new Making(footage, CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token));
                making.Done = Task.Run(() => MakeAsync(making, unit));
                Forget();
            }
            making.Asked = ++_asked;
            return making;
        }
    }

    // Those that nobody has asked for the longest; they are on disk all the same.
    private void Forget()
    {
        foreach (
            var (place, _) in _makings
                .Where(one => one.Value.Done.IsCompleted)
                .OrderBy(one => one.Value.Asked)
                .Take(Math.Max(0, _makings.Count - MostKept))
                .ToList()
        )
        {
            _makings.Remove(place);
        }
    }

    private async Task MakeAsync(Making making, MapUnit unit)
    {
        var (footage, ct) = (making.Footage, making.Stopped);
        try
        {
            if (MapFile.Read(PathOf(footage, unit), footage.Key) is { } kept)
            {
                making.Step = new(kept, 1);
                return;
            }
            await _turn.WaitAsync(ct);
            try
            {
                var map = await engine.Value.MapAsync(footage, unit, step => making.Step = step, ct);
                await SweepAsync(footage.TenantId, ct);
                MapFile.Write(PathOf(footage, unit), footage.Key, map);
                making.Step = new(map, 1);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException)
        {
            making.Failure = "Its making was stopped because the index changed or the server stops. Ask again.";
        }
        catch (Exception e)
        {
            LogFailed(footage.IndexId, e);
            making.Failure =
                e is DataFolderException
                    ? e.Message
                    : "It could not be made; the server's log says why. Ask again to have it tried once more.";
        }
    }

    private string PathOf(MapFootage footage, MapUnit unit) =>
        Path.Combine(_root, footage.TenantId, $"{footage.IndexId}.{(unit == MapUnit.Video ? "videos" : "clips")}");

    // Maps of indexes that were deleted.
    private async Task SweepAsync(string tenantId, CancellationToken ct)
    {
        var folder = Path.Combine(_root, tenantId);
        if (!Directory.Exists(folder))
        {
            return;
        }

        var known = (await indexes.AllAsync(ct))
            .Where(index => index.TenantId == tenantId)
            .Select(index => index.IndexId)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => !known.Contains(Path.GetFileName(file).Split('.')[0])))
        {
            File.Delete(file);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The map of the index {IndexId} could not be made")]
    private partial void LogFailed(string indexId, Exception exception);

    private sealed class Making(MapFootage footage, CancellationTokenSource stop)
    {
        private readonly Lock _stepping = new();
        private MapStep _step = new(new MapPoints([], 0), 0);

        public MapFootage Footage => footage;
        public CancellationToken Stopped { get; } = stop.Token;
        public Task Done { get; set; } = Task.CompletedTask;
        public long Asked { get; set; }
        public string? Failure { get; set; }

        // Steps come from several threads: a late one does not set progress back.
        public MapStep Step
        {
            get
            {
                lock (_stepping)
                {
                    return _step;
                }
            }
            set
            {
                lock (_stepping)
                {
                    if (value.Progress >= _step.Progress)
                    {
                        _step = value;
                    }
                }
            }
        }

        public void Stop() => stop.Cancel();
    }
}
