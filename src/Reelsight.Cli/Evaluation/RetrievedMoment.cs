namespace Reelsight.Cli.Evaluation;

/// <summary>A moment that search retrieved, in seconds, the end excluded.</summary>
internal readonly record struct RetrievedMoment(string Video, double StartSec, double EndSec, double Score, string Confidence);
