namespace Reelsight.Cli.Evaluation;

/// <summary>A place where the answer is. Seconds, half-open; a whole video ends at infinity.</summary>
internal readonly record struct RelevantRange(string Video, double StartSec, double EndSec);
