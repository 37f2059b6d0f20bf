namespace Reelsight.Search.Projection;

/// <summary>Points in two dimensions.</summary>
/// <param name="X">One a point.</param>
/// <param name="Y">One a point.</param>
internal sealed record PointLayout(float[] X, float[] Y);
