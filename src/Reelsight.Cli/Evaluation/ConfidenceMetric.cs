namespace Reelsight.Cli.Evaluation;

/// <summary>Precision of the moments of one confidence.</summary>
internal sealed record ConfidenceMetric(string Confidence, int Moments, double Right);
