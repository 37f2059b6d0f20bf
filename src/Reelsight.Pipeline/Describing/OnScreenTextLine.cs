namespace Reelsight.Pipeline.Describing;

/// <summary>A line as read in one frame: text, the recogniser's confidence (0-1) and its box in parts of the picture.</summary>
public readonly record struct OnScreenTextLine(string Text, double Confidence, float X, float Y, float Width, float Height);
