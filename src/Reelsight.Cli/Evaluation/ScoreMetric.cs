namespace Reelsight.Cli.Evaluation;

/// <summary>Precision of the moments whose score lies in one of ten bins.</summary>
/// <param name="From">Lower bound of the bin, 0-90.</param>
/// <param name="Moments">Number of moments.</param>
/// <param name="MeanScore">Their mean score, 0-100.</param>
/// <param name="Right">Share that is relevant, 0-1.</param>
internal sealed record ScoreMetric(int From, int Moments, double MeanScore, double Right);
