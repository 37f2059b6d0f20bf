namespace Reelsight.Pipeline.Describing;

/// <summary>A line of text in one frame: text, the recognizer's confidence (0-1) and its box relative to the frame.</summary>
public readonly record struct OnScreenTextLine(string Text, double Confidence, float X, float Y, float Width, float Height);
