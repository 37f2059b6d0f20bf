namespace Reelsight.Inference.Packs;

/// <summary>A reference text or image and its expected vector.</summary>
/// <param name="Text">The text; null for an image.</param>
/// <param name="Picture">A PPM file (P6) of the pack; null for a text.</param>
/// <param name="Vector">Its normalised vector, or the first values of it.</param>
public sealed record ReferenceVectorCheck(string? Text, string? Picture, IReadOnlyList<float> Vector);
