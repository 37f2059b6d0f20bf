namespace Reelsight.Media.Probe;

/// <summary>A geographic position.</summary>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
/// <param name="AltitudeMeters">Metres above sea level, where given.</param>
public sealed record GeoPoint(double Latitude, double Longitude, double? AltitudeMeters);
