using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>How a track matches a term, apart from the count: the track, cut to the intervals in which it does.</summary>
internal readonly record struct TrackMatch(Track Track, MatchLevel Level, float EvidenceWeight);
