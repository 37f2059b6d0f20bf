namespace Reelsight.Search.Maps;

/// <summary>A point on a map.</summary>
/// <param name="Video">Index of the video in <see cref="MapSource.Videos"/>.</param>
/// <param name="Clip">Index of the clip in the video; 0 when points are videos.</param>
public readonly record struct MapPoint(int Video, int Clip);
