namespace Reelsight.Cli.Evaluation;

/// <summary>
/// One bin of a reliability diagram: the seconds of facts whose confidence lies in it, their mean confidence, and the share of these
/// seconds in which the fact is correct.
/// </summary>
internal sealed record ReliabilityBin(double From, double To, double Seconds, double MeanConfidence, double Right);
