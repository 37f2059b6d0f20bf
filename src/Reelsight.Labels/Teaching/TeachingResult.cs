namespace Reelsight.Labels.Teaching;

/// <summary>What came of training a label.</summary>
/// <param name="Model">What it learned; null while there is nothing to learn from.</param>
/// <param name="Figures">From what, and how well.</param>
public sealed record TeachingResult(TaughtModel? Model, TeachingFigures Figures);
