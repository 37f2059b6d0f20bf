namespace Reelsight.Pipeline.Embedding;

/// <summary>Embeddings of an audio or video file, ordered by option (fused last), then segments before the whole, then by time.</summary>
/// <param name="DurationSec">Length of the whole media, seconds.</param>
/// <param name="Segments">The embeddings. A segment for which an option finds nothing is absent.</param>
public sealed record EmbeddingResult(double DurationSec, IReadOnlyList<EmbeddingSegment> Segments);
