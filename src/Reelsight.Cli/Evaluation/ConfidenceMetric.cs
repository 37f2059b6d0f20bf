namespace Reelsight.Cli.Evaluation;

/// <summary>How often moments of one confidence are right.</summary>
internal sealed record ConfidenceMetric(string Confidence, int Moments, double Right);
