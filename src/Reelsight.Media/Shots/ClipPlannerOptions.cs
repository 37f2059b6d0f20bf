namespace Reelsight.Media.Shots;

/// <summary>How long clips are.</summary>
/// <param name="MinSec">Shortest clip in seconds.</param>
/// <param name="MaxSec">Longest clip in seconds; at least twice the shortest.</param>
public sealed record ClipPlannerOptions(double MinSec = 2, double MaxSec = 10);
