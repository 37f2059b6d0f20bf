namespace Reelsight.Inference.Detection;

/// <summary>A label and the detector's score for it, 0 to 1.</summary>
public readonly record struct LabelScore(string Label, float Score);
