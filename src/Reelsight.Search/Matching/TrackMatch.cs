using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>How a track answers a part, number aside: the track with the stretches in which it does.</summary>
internal readonly record struct TrackMatch(Track Track, MatchLevel Level, float EvidenceWeight);
