namespace Reelsight.Inference.Poses;

/// <summary>Where a point of a body is.</summary>
/// <param name="X">From the left edge of the image, in pixels.</param>
/// <param name="Y">From its top edge, in pixels.</param>
/// <param name="Score">How sure the network is, 0 to 1.</param>
public readonly record struct Keypoint(float X, float Y, float Score)
{
    /// <summary>Below this score a point is more often a guess than a sight; the makers of the network draw points from here on.</summary>
    public const float MinScore = 0.3f;

    /// <summary>Whether the point is seen and not guessed.</summary>
    public bool IsSeen => Score >= MinScore;

    /// <summary>The point half way to another, as sure as the less sure of both.</summary>
    public Keypoint Middle(Keypoint other) => new((X + other.X) / 2, (Y + other.Y) / 2, MathF.Min(Score, other.Score));
}
