using System.Globalization;

namespace Reelsight.Cli.Evaluation;

/// <summary>
/// A run of confidences: how many seconds of facts have one in it, their mean, and the share of these seconds in which the fact is right.
/// </summary>
internal sealed record ReliabilityBin(double From, double To, double Seconds, double MeanConfidence, double Right);
