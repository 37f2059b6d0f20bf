using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.Videos;

/// <summary>A video's embeddings on the wire.</summary>
internal sealed record EmbeddingView(string ModelName, VideoEmbeddingView VideoEmbedding);

/// <summary>Segments, ordered by option, then by time.</summary>
internal sealed record VideoEmbeddingView(IReadOnlyList<EmbeddingSegmentView> Segments);

/// <summary>One vector: 512 dimensions of length 1, for a half-open range in seconds.</summary>
internal sealed record EmbeddingSegmentView(
    float[] Float,
    double StartOffsetSec,
    double EndOffsetSec,
    [OneOf("visual", "audio", "transcription", "visual-text")] string EmbeddingOption,
    string EmbeddingScope
);
