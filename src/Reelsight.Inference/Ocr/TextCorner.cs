namespace Reelsight.Inference.Ocr;

/// <summary>A corner of a rotated line.</summary>
/// <param name="X">Fraction of the image's width from the left; may lie slightly outside 0..1.</param>
/// <param name="Y">Fraction of the image's height from the top; may lie slightly outside 0..1.</param>
public readonly record struct TextCorner(float X, float Y);
