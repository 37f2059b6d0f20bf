namespace Reelsight.Inference.Detection;

/// <summary>How much of a track's observations speaks for a label.</summary>
/// <param name="Label">One of <see cref="CocoLabels.All"/>.</param>
/// <param name="Share">Its part of the sum of scores, 0 to 1, after doubt about things that do not move by themselves.</param>
/// <param name="Score">The detector's mean score for it over all observations, 0 to 1, without that doubt.</param>
public sealed record LabelVote(string Label, float Share, float Score);
