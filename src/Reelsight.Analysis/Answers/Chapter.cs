namespace Reelsight.Analysis.Answers;

/// <summary>A chapter of a video; half-open seconds.</summary>
public sealed record Chapter(int Number, double StartSec, double EndSec, string Title, string Summary, IReadOnlyList<Claim> Claims);
