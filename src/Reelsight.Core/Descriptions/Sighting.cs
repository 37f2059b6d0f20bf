namespace Reelsight.Core.Descriptions;

/// <summary>
/// One observation of a tracked object: time in seconds, box in parts of the picture (0-1, top-left origin), detector score.
/// </summary>
public readonly record struct Sighting(double TimeSec, float X, float Y, float Width, float Height, float Score);
