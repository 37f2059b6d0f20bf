namespace Reelsight.Search;

/// <summary>The whole ranked answer; paging cuts it.</summary>
/// <param name="Moments">Best first.</param>
/// <param name="PoolVideos">Videos looked at.</param>
/// <param name="PoolDurationSec">Their total duration.</param>
/// <param name="QueryReading">How the query was read.</param>
public sealed record SearchResult(IReadOnlyList<Moment> Moments, int PoolVideos, double PoolDurationSec, QueryReading QueryReading);
