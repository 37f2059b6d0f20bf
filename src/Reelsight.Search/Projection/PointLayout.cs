namespace Reelsight.Search.Projection;

/// <summary>Points in two dimensions.</summary>
/// <param name="X">The x coordinate of each point.</param>
/// <param name="Y">The y coordinate of each point.</param>
internal sealed record PointLayout(float[] X, float[] Y);
