namespace Reelsight.Cli.Evaluation;

/// <summary>A range of a video that is relevant to a query, in seconds, the end excluded; a whole video ends at infinity.</summary>
internal readonly record struct RelevantRange(string Video, double StartSec, double EndSec);
