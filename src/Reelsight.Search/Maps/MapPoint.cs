namespace Reelsight.Search.Maps;

/// <summary>A place on the map.</summary>
/// <param name="Video">Number of the video in <see cref="MapSource.Videos"/>.</param>
/// <param name="Clip">Number of the clip in the video; 0 when points are videos.</param>
public readonly record struct MapPoint(int Video, int Clip);
