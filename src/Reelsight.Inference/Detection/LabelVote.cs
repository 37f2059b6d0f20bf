namespace Reelsight.Inference.Detection;

/// <summary>How strongly the observations of a track support a label.</summary>
/// <param name="Label">One of <see cref="CocoLabels.All"/>.</param>
/// <param name="Share">Its part of the sum of scores, 0 to 1; labels of objects that do not move by themselves count less on moving
/// tracks.</param>
/// <param name="Score">The detector's mean score for it over all observations, 0 to 1, without that correction.</param>
public sealed record LabelVote(string Label, float Share, float Score);
