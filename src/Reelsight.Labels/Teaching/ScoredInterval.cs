using Reelsight.Core.Time;

namespace Reelsight.Labels.Teaching;

/// <summary>An interval of a video in which a label seems to be shown.</summary>
/// <param name="Range">Where.</param>
/// <param name="Score">Mean score of its windows.</param>
public readonly record struct ScoredInterval(TimeRange Range, double Score);
