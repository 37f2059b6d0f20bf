using Reelsight.Core.Time;

namespace Reelsight.Media.Shots;

/// <summary>Frames between two cuts or gradual transitions.</summary>
/// <param name="Range">Half-open range on the presentation timeline; shots cover the file without gaps.</param>
/// <param name="FirstFrame">Exact raw timestamp of the shot's first frame.</param>
/// <param name="Transition">How the shot begins.</param>
public sealed record Shot(TimeRange Range, MediaTime FirstFrame, ShotTransition Transition);
