using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;

namespace Reelsight.Storage.Stores;

/// <summary>
/// A description as search loads it. Vectors are int8 rows with one scale per row; loudness and brightness are as in
/// <see cref="MediaDescription"/>.
/// </summary>
public sealed record StoredDescription(
    string ContentHash,
    string Version,
    IReadOnlyList<Clip> Clips,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<QuantizedVectorSet> Vectors,
    bool HasAudio,
    IReadOnlyList<float> LoudnessDb,
    IReadOnlyList<float> Brightness
);
