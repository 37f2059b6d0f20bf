namespace Reelsight.Inference.Ocr;

/// <summary>A corner of a turned line.</summary>
/// <param name="X">Share of the picture's width from the left; may lie slightly outside 0..1.</param>
/// <param name="Y">Share of the picture's height from the top; may lie slightly outside 0..1.</param>
public readonly record struct TextCorner(float X, float Y);
