namespace Reelsight.Vectors;

/// <summary>What a vector index is given of a content.</summary>
/// <param name="Key">64 hexadecimal digits.</param>
/// <param name="Version">Which description it comes from: a number that grows with each. Larger is later.</param>
/// <param name="Vectors">One row a clip, or null when the content has none in the space; it is remembered all the same.</param>
public sealed record DocumentVectors(string Key, long Version, QuantizedVectors? Vectors);
