namespace Reelsight.Core.Descriptions;

/// <summary>
/// A tracked object in one sampled frame: time in seconds, bounding box relative to the frame (0-1, origin at the top left), detector
/// score.
/// </summary>
public readonly record struct Sighting(double TimeSec, float X, float Y, float Width, float Height, float Score);
