namespace Reelsight.Search.Maps;

/// <summary>A place on the map.</summary>
/// <param name="Video">Number of the video in <see cref="MapSource.Videos"/>.</param>
/// <param name="Clip">Number of the clip in the video; 0 when points are videos.</param>
public readonly record struct MapPoint(int Video, int Clip);

/// <summary>Two points of different videos that show the same footage, or the same scene from the same place.</summary>
/// <param name="First">Number of a point.</param>
/// <param name="Second">Number of the other point.</param>
/// <param name="Cosine">How alike they look (0-1): that of the most alike of the pairs between the two videos.</param>
/// <param name="PairCount">Points of the first video that have such a twin in the second.</param>
public readonly record struct MapDuplicate(int First, int Second, float Cosine, int PairCount);

/// <summary>What is known of a map so far. What is not made yet is null.</summary>
/// <param name="Points">What is on it, by video and clip.</param>
/// <param name="OmittedCount">Clips or videos that are not on it, because they have no picture.</param>
public sealed record MapData(IReadOnlyList<MapPoint> Points, int OmittedCount)
{
    /// <summary>By principal components: x of each point, then y of each point.</summary>
    public float[]? PcaCoordinates { get; init; }

    /// <summary>Shares of the variance that the two components hold (0-1).</summary>
    public double[]? ExplainedVariance { get; init; }

    /// <summary>With neighbours kept: x of each point, then y of each point.</summary>
    public float[]? UmapCoordinates { get; init; }

    /// <summary>How far each point is from those most like it: the mean of 1 less the cosine, of the ten nearest (0-2).</summary>
    public float[]? Isolation { get; init; }

    /// <summary>Footage that is there more than once, most alike first.</summary>
    public IReadOnlyList<MapDuplicate>? NearDuplicates { get; init; }

    /// <summary>Whether everything is made.</summary>
    public bool IsComplete => PcaCoordinates is not null && UmapCoordinates is not null && Isolation is not null && NearDuplicates is not null;
}
