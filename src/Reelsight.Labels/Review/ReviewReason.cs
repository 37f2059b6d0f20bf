namespace Reelsight.Labels.Review;

/// <summary>
/// Why an annotation should be looked at: <c>teaches</c>, <c>uncertain</c>, <c>disagreement</c> or <c>outlier</c>, how much (0-1), and in
/// words.
/// </summary>
public sealed record ReviewReason(string Kind, double Weight, string Text);
