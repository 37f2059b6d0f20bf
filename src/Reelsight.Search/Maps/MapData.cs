namespace Reelsight.Search.Maps;

/// <summary>A map, as far as it is built: what is not there yet is null.</summary>
/// <param name="Points">Its points, by video and clip.</param>
/// <param name="OmittedCount">Number of clips or videos left out, because they have no vector.</param>
public sealed record MapData(IReadOnlyList<MapPoint> Points, int OmittedCount)
{
    /// <summary>Principal components: x of each point, then y of each point.</summary>
    public float[]? PcaCoordinates { get; init; }

    /// <summary>Fraction of the variance that each of the two components explains (0-1).</summary>
    public double[]? ExplainedVariance { get; init; }

    /// <summary>UMAP layout: x of each point, then y of each point.</summary>
    public float[]? UmapCoordinates { get; init; }

    /// <summary>How far each point is from its nearest neighbours: the mean cosine distance of the nearest ten (0-2).</summary>
    public float[]? Isolation { get; init; }

    /// <summary>Near-duplicates of different videos, most similar first.</summary>
    public IReadOnlyList<MapDuplicate>? NearDuplicates { get; init; }

    /// <summary>Whether the map is complete.</summary>
    public bool IsComplete =>
        PcaCoordinates is not null && UmapCoordinates is not null && Isolation is not null && NearDuplicates is not null;
}
