namespace Reelsight.Vectors;

/// <summary>A query to a vector index.</summary>
/// <param name="Vector">The vector that stored vectors are compared with; those with other dimensions are skipped.</param>
/// <param name="Limit">Maximum number of hits, 1 or more.</param>
/// <param name="MinCosine">Minimum cosine similarity of a hit.</param>
public sealed record VectorQuery(QuantizedVector Vector, int Limit, double MinCosine = double.NegativeInfinity);
