namespace Reelsight.Search;

/// <summary>The whole ranked result of a query; the API returns it in pages.</summary>
/// <param name="Moments">Best first.</param>
/// <param name="PoolVideos">Number of videos searched.</param>
/// <param name="PoolDurationSec">Their total duration in seconds.</param>
/// <param name="QueryReading">How the query was understood.</param>
/// <param name="VisuallyClosest">
/// Where nothing is sure, the clips that look most like the words, best first; none overlaps a moment.
/// </param>
public sealed record SearchResult(
    IReadOnlyList<Moment> Moments,
    int PoolVideos,
    double PoolDurationSec,
    QueryReading QueryReading,
    IReadOnlyList<ClosestClip> VisuallyClosest
);
