namespace Reelsight.Core.Descriptions;

/// <summary>How a person holds the body for a while; half-open seconds.</summary>
/// <param name="Posture">A word of <see cref="Postures"/>.</param>
/// <param name="StartSec">Start, inclusive.</param>
/// <param name="EndSec">End, exclusive; greater than the start.</param>
public sealed record PostureInterval(string Posture, double StartSec, double EndSec);
