using Reelsight.Search.Matching;
using Reelsight.Search.Snapshots;
using Reelsight.Search.VectorSync;

namespace Reelsight.Search.Maps;

/// <summary>
/// Draws maps of indexes: every clip or video as a point, similar footage close together, by principal components and by UMAP.
/// </summary>
/// <param name="snapshots">The in-memory snapshots of the indexes.</param>
/// <param name="jointRetrievers">Knows the joint space of an index.</param>
/// <param name="options">Names the space of visual features.</param>
public sealed class IndexMapper(SnapshotCache snapshots, JointRetrievers jointRetrievers, SearchOptions options)
{
    /// <summary>What there is to map in an index, or null when there is no such index. Reads no vectors.</summary>
    public async Task<MapSource?> GetSourceAsync(string tenantId, string indexId, CancellationToken ct) =>
        await snapshots.GetAsync(tenantId, indexId, ct) is { } snapshot
            ? new MapSource(tenantId, indexId, snapshot, SelectLayoutSpace(snapshot.Space).Name)
            : null;

    /// <summary>
    /// Builds a map. It uses all cores and takes a minute for a hundred thousand points; the principal components are reported after the
    /// first seconds.
    /// </summary>
    /// <param name="source">What to map.</param>
    /// <param name="unit">What a point stands for.</param>
    /// <param name="report">Receives the map as far as it is built, after every step and from several threads.</param>
    /// <param name="ct">Cancels the work.</param>
    public async Task<MapData> BuildAsync(MapSource source, MapUnit unit, Action<MapProgress> report, CancellationToken ct)
    {
        var vectors = await MapVectors.ReadAsync(
            snapshots,
            source,
            SelectLayoutSpace(source.Snapshot.Space),
            ClipVectorSpace.ForVisualFeatures(source.Snapshot.Space, options),
            ct
        );
        return MapBuilder.Build(unit == MapUnit.Video ? vectors.AverageByVideo(source.Videos.Count) : vectors, report, ct);
    }

    // Without a joint space, visual features are the best there is.
    private ClipVectorSpace SelectLayoutSpace(string visualSpace) =>
        jointRetrievers.Get(visualSpace)?.ClipSpace ?? ClipVectorSpace.ForVisualFeatures(visualSpace, options);
}
