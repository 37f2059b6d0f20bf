using Reelsight.Storage;

namespace Reelsight.Search.Vectors;

/// <summary>What a vector index is given of a content.</summary>
/// <param name="ContentHash">64 hexadecimal digits.</param>
/// <param name="Stamp">Which description it comes from: <see cref="DescribedKey.Stamp"/>. Larger is later.</param>
/// <param name="Vectors">One row a clip, or null when the content has none in the space; it is remembered all the same.</param>
public sealed record ContentVectors(string ContentHash, long Stamp, QuantizedVectorSet? Vectors);

/// <summary>A question to a vector index.</summary>
/// <param name="Vector">What rows are compared with; those of another dimension are passed over.</param>
/// <param name="Most">Rows wanted at most, 1 or more.</param>
/// <param name="Floor">Least cosine of interest.</param>
public sealed record VectorQuery(ByteVector Vector, int Most, double Floor = double.NegativeInfinity);

/// <summary>A row that answers.</summary>
/// <param name="Content">Number of the content in the view that was searched.</param>
/// <param name="Clip">Number of the clip in the content.</param>
/// <param name="Cosine">Between the bytes of row and query.</param>
public readonly record struct VectorHit(int Content, int Clip, double Cosine);
