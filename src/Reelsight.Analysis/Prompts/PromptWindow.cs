namespace Reelsight.Analysis.Prompts;

/// <summary>The part of a video that a prompt asks about.</summary>
/// <param name="StartSec">Start, seconds; null for the start of the video.</param>
/// <param name="EndSec">End, seconds; null for the end of the video.</param>
/// <param name="LastSec">Length of the part at the end of the video ("the last 10 seconds"), seconds; null when start and end tell.</param>
internal sealed record PromptWindow(double? StartSec, double? EndSec, double? LastSec = null);
