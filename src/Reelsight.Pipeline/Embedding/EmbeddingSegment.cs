namespace Reelsight.Pipeline.Embedding;

/// <summary>One embedding of 512 dimensions and length 1, for a half-open time range in seconds.</summary>
/// <param name="Option">One of <see cref="EmbeddingOptions"/>.</param>
/// <param name="Whole">Whether it is of the whole range asked for rather than of one of its segments.</param>
/// <param name="StartSec">Inclusive.</param>
/// <param name="EndSec">Exclusive.</param>
/// <param name="Vector">The embedding.</param>
public sealed record EmbeddingSegment(string Option, bool Whole, double StartSec, double EndSec, float[] Vector);
