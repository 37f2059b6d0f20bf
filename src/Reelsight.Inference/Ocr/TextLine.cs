using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Ocr;

/// <summary>One line of text in an image.</summary>
/// <param name="Text">The characters as read; never empty.</param>
/// <param name="Confidence">Mean of the probabilities the recognizer gave its characters (0..1, not calibrated).</param>
/// <param name="Box">Axis-aligned rectangle around the line.</param>
/// <param name="Corners">For a rotated line its corners, as fractions of the image's width and height, clockwise from
/// the corner at the top left of its first letter. Null for a horizontal line, which <paramref name="Box"/> describes fully.</param>
public sealed record TextLine(string Text, double Confidence, BoundingBox Box, IReadOnlyList<TextCorner>? Corners = null);
