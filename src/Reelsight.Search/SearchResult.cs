namespace Reelsight.Search;

/// <summary>The whole ranked result of a query; the API returns it in pages.</summary>
/// <param name="Moments">Best first.</param>
/// <param name="PoolVideos">Number of videos searched.</param>
/// <param name="PoolDurationSec">Their total duration in seconds.</param>
/// <param name="QueryReading">How the query was understood.</param>
public sealed record SearchResult(IReadOnlyList<Moment> Moments, int PoolVideos, double PoolDurationSec, QueryReading QueryReading);
