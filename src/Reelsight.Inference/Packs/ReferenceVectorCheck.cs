namespace Reelsight.Inference.Packs;

/// <summary>Something whose vector is known.</summary>
/// <param name="Text">A text, or</param>
/// <param name="Picture">a PPM file (P6) of the pack.</param>
/// <param name="Vector">The first numbers of its vector at least, at length 1.</param>
public sealed record ReferenceVectorCheck(string? Text, string? Picture, IReadOnlyList<float> Vector);
