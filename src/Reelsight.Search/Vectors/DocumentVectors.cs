using Reelsight.Storage;

namespace Reelsight.Search.Vectors;

/// <summary>What a vector index is given of a content.</summary>
/// <param name="Key">64 hexadecimal digits.</param>
/// <param name="Version">Which description it comes from: <see cref="DescriptionKey.Stamp"/>. Larger is later.</param>
/// <param name="Vectors">One row a clip, or null when the content has none in the space; it is remembered all the same.</param>
public sealed record DocumentVectors(string Key, long Version, QuantizedVectorSet? Vectors);

/// <summary>A question to a vector index.</summary>
/// <param name="Vector">What rows are compared with; those of another dimension are passed over.</param>
/// <param name="Limit">Rows wanted at most, 1 or more.</param>
/// <param name="MinCosine">Least cosine of interest.</param>
public sealed record VectorQuery(QuantizedVector Vector, int Limit, double MinCosine = double.NegativeInfinity);

/// <summary>A row that answers.</summary>
/// <param name="Document">Number of the content in the view that was searched.</param>
/// <param name="Row">Number of the clip in the content.</param>
/// <param name="Cosine">Between the bytes of row and query.</param>
public readonly record struct VectorHit(int Document, int Row, double Cosine);
