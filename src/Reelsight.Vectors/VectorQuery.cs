namespace Reelsight.Vectors;

/// <summary>A question to a vector index.</summary>
/// <param name="Vector">What rows are compared with; those of another dimension are passed over.</param>
/// <param name="Limit">Rows wanted at most, 1 or more.</param>
/// <param name="MinCosine">Least cosine of interest.</param>
public sealed record VectorQuery(QuantizedVector Vector, int Limit, double MinCosine = double.NegativeInfinity);
