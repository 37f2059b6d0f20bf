namespace Reelsight.Analysis.Answers;

/// <summary>A moment worth seeing; half-open seconds.</summary>
public sealed record Highlight(double StartSec, double EndSec, string Title, string Summary, IReadOnlyList<Claim> Claims);
