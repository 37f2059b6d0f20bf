namespace Reelsight.Cli.Evaluation;

/// <summary>How often moments whose score lies in a tenth are right.</summary>
/// <param name="From">Where the tenth begins, 0-90.</param>
/// <param name="Moments">How many there are.</param>
/// <param name="MeanScore">Their mean score, 0-100.</param>
/// <param name="Right">Share that is right.</param>
internal sealed record ScoreMetric(int From, int Moments, double MeanScore, double Right);
