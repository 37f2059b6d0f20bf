namespace Reelsight.Cli.Evaluation;

/// <summary>A found moment. Seconds, half-open.</summary>
internal readonly record struct RetrievedMoment(string Video, double StartSec, double EndSec, double Score, string Confidence);
