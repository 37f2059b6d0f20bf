namespace Reelsight.Pipeline.Embedding;

/// <summary>One vector: 512 numbers of length 1, for a half-open range in seconds.</summary>
/// <param name="Option">One of <see cref="EmbeddingOptions"/>.</param>
/// <param name="Whole">Whether it stands for the whole range asked for rather than one of its segments.</param>
/// <param name="StartSec">Inclusive.</param>
/// <param name="EndSec">Exclusive.</param>
/// <param name="Vector">The numbers.</param>
public sealed record EmbeddingSegment(string Option, bool Whole, double StartSec, double EndSec, float[] Vector);
