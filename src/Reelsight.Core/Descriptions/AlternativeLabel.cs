namespace Reelsight.Core.Descriptions;

/// <summary>Another label for an object, with the detector's mean confidence in it (0-1) over the object's sightings.</summary>
public readonly record struct AlternativeLabel(string Label, double Confidence);
