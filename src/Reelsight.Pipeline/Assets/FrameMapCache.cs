using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Media.Probe;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Assets;

/// <summary>
/// Frame maps of media contents: read from the file when first asked for, stored as a stage output, and the latest cached in memory.
/// </summary>
public sealed class FrameMapCache(IStageOutputStore stages, IBlobStore blobs, MediaProbe probe, FrameMapReader reader)
{
    /// <summary>Name of the stage under which maps are stored.</summary>
    public const string Stage = "frames";

    /// <summary>Version of the stage: raised when the map of the same file would differ.</summary>
    public const string Version = "1";

    // A map of an hour is under 2 MB.
    private const int MaxInMemory = 32;

    private readonly KeyedLocks _locks = new();
    private readonly Lock _gate = new();
    private readonly LinkedList<(string Key, FrameMap Map)> _recent = new();

    /// <summary>Returns the map; null when the bytes are gone.</summary>
    /// <exception cref="MediaException">The file cannot be read.</exception>
    public async Task<FrameMap?> FindAsync(string tenantId, string contentHash, CancellationToken ct)
    {
        var key = $"{tenantId}/{contentHash}";
        using var turn = await _locks.EnterAsync(key, ct);
        if (FindRecent(key) is { } known)
        {
            return known;
        }

        FrameMap map;
        if (await stages.FindAsync(tenantId, contentHash, Stage, Version, ct) is { } stored)
        {
            map = FrameMap.FromBytes(stored);
        }
        else
        {
            if (blobs.FindPath(tenantId, contentHash) is not { } path)
            {
                return null;
            }

            map = await reader.ReadAsync(await probe.ProbeAsync(path, ct), ct);
            await stages.PutAsync(tenantId, contentHash, Stage, Version, map.ToBytes(), ct);
        }
        lock (_gate)
        {
            _recent.AddFirst((key, map));
            if (_recent.Count > MaxInMemory)
            {
                _recent.RemoveLast();
            }
        }
        return map;
    }

    private FrameMap? FindRecent(string key)
    {
        lock (_gate)
        {
            for (var node = _recent.First; node is not null; node = node.Next)
            {
                if (node.Value.Key != key)
                {
                    continue;
                }

                _recent.Remove(node);
                _recent.AddFirst(node);
                return node.Value.Map;
            }
        }
        return null;
    }
}
