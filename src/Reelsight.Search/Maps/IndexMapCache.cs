using Microsoft.Extensions.Logging;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Stores;

namespace Reelsight.Search.Maps;

/// <summary>
/// The maps of indexes. Each is made once for the videos that an index has, in the background, one at a time, because it takes every core;
/// then it is kept, in memory and in the data folder (<c>maps/TENANT/INDEX.UNIT</c>), until the videos change. Disposing of it stops those
/// that are being made.
/// </summary>
/// <param name="dataDir">The data folder.</param>
/// <param name="mapper">Makes maps.</param>
/// <param name="indexes">Tells which indexes there are.</param>
/// <param name="clock">Tells how long a caller waits for a small map.</param>
/// <param name="log">Is told of maps that could not be made.</param>
public sealed partial class IndexMapCache(
    string dataDir,
    Lazy<IndexMapper> mapper,
    IIndexStore indexes,
    TimeProvider clock,
    ILogger<IndexMapCache> log
) : IAsyncDisposable
{
    private const int MaxCachedMaps = 16;

    /// <summary>A small map is there before its caller would ask again.</summary>
    private static readonly TimeSpan _initialWait = TimeSpan.FromSeconds(1);

    private readonly string _root = Path.Combine(dataDir, "maps");
    private readonly Lock _lock = new();
    private readonly Dictionary<(string TenantId, string IndexId, MapUnit Unit), MapBuild> _builds = [];
    private readonly SemaphoreSlim _buildGate = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private long _accessCount;

    /// <summary>
    /// The map of an index as it is now, or after a moment; null when there is no such index. Begins to make it when nobody has.
    /// </summary>
    public async Task<IndexMapState?> FindAsync(string tenantId, string indexId, MapUnit unit, CancellationToken ct)
    {
        if (await mapper.Value.GetSourceAsync(tenantId, indexId, ct) is not { } footage)
        {
            return null;
        }

        var build = GetOrStartBuild(footage, unit);
        try
        {
            await build.Done.WaitAsync(_initialWait, clock, ct);
        }
        catch (TimeoutException)
        { /* it goes on */
        }
        return new(build.Footage, build.Step, build.Failure);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        MapBuild[] all;
        lock (_lock)
        {
            all = [.. _builds.Values];
        }

        await Task.WhenAll(all.Select(making => making.Done));
        _stopping.Dispose();
        _buildGate.Dispose();
    }

    private MapBuild GetOrStartBuild(MapSource footage, MapUnit unit)
    {
        lock (_lock)
        {
            var place = (footage.TenantId, footage.IndexId, unit);
            if (!_builds.TryGetValue(place, out var build) || build.Footage.Key != footage.Key || build.Failure is not null)
            {
                build?.Stop();
                _builds[place] = build = new MapBuild(footage, CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token));
                build.Done = Task.Run(() => BuildAsync(build, unit));
                EvictLeastRecentlyUsed();
            }
            build.LastAccess = ++_accessCount;
            return build;
        }
    }

    // Those that nobody has asked for the longest; they are on disk all the same.
    private void EvictLeastRecentlyUsed()
    {
        foreach (
            var (place, _) in _builds
                .Where(one => one.Value.Done.IsCompleted)
                .OrderBy(one => one.Value.LastAccess)
                .Take(Math.Max(0, _builds.Count - MaxCachedMaps))
                .ToList()
        )
        {
            _builds.Remove(place);
        }
    }

    private async Task BuildAsync(MapBuild build, MapUnit unit)
    {
        var (footage, ct) = (build.Footage, build.Cancellation);
        try
        {
            if (MapFile.Read(GetPath(footage, unit), footage.Key) is { } kept)
            {
                build.Step = new(kept, 1);
                return;
            }
            await _buildGate.WaitAsync(ct);
            try
            {
                var map = await mapper.Value.BuildAsync(footage, unit, step => build.Step = step, ct);
                await DeleteOrphanedFilesAsync(footage.TenantId, ct);
                MapFile.Write(GetPath(footage, unit), footage.Key, map);
                build.Step = new(map, 1);
            }
            finally
            {
                _buildGate.Release();
            }
        }
        catch (OperationCanceledException)
        {
            build.Failure = "Its making was stopped because the index changed or the server stops. Ask again.";
        }
        catch (Exception e)
        {
            LogFailed(footage.IndexId, e);
            build.Failure =
                e is DataFolderException
                    ? e.Message
                    : "It could not be made; the server's log says why. Ask again to have it tried once more.";
        }
    }

    private string GetPath(MapSource footage, MapUnit unit) =>
        Path.Combine(_root, footage.TenantId, $"{footage.IndexId}.{(unit == MapUnit.Video ? "videos" : "clips")}");

    // Maps of indexes that were deleted.
    private async Task DeleteOrphanedFilesAsync(string tenantId, CancellationToken ct)
    {
        var folder = Path.Combine(_root, tenantId);
        if (!Directory.Exists(folder))
        {
            return;
        }

        var known = (await indexes.ListAllAsync(ct))
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

    private sealed class MapBuild(MapSource footage, CancellationTokenSource stop)
    {
        private readonly Lock _stepLock = new();
        private MapProgress _step = new(new MapData([], 0), 0);

        public MapSource Footage => footage;
        public CancellationToken Cancellation { get; } = stop.Token;
        public Task Done { get; set; } = Task.CompletedTask;
        public long LastAccess { get; set; }
        public string? Failure { get; set; }

        // Steps come from several threads: a late one does not set progress back.
        public MapProgress Step
        {
            get
            {
                lock (_stepLock)
                {
                    return _step;
                }
            }
            set
            {
                lock (_stepLock)
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
