using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>How a track matches a term, apart from the count.</summary>
/// <param name="Track">The track, cut to the intervals in which it matches.</param>
/// <param name="Level">How well it matches.</param>
/// <param name="EvidenceWeight">The weight of the evidence, 0-1.</param>
/// <param name="IsOfWiderKind">Whether the term says more than was seen: a narrower word, or an unknown posture.</param>
internal readonly record struct TrackMatch(Track Track, MatchLevel Level, float EvidenceWeight, bool IsOfWiderKind);
