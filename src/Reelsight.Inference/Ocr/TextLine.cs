using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Ocr;

/// <summary>One line of text in a picture.</summary>
/// <param name="Text">The characters as read; never empty.</param>
/// <param name="Confidence">Mean of the probabilities the recogniser gave its characters (0..1, not calibrated).</param>
/// <param name="Box">Upright rectangle around the line.</param>
/// <param name="Corners">Where the line is turned: its corners as shares of the picture's width and height, clockwise from
/// the corner at the top left of its first letter. Null for an upright line, whose <paramref name="Box"/> says it all.</param>
public sealed record TextLine(string Text, double Confidence, BoundingBox Box, IReadOnlyList<TextCorner>? Corners = null);
