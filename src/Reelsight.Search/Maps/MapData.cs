namespace Reelsight.Search.Maps;

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
    public bool IsComplete =>
        PcaCoordinates is not null && UmapCoordinates is not null && Isolation is not null && NearDuplicates is not null;
}
