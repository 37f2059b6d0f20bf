namespace Reelsight.Vectors;

/// <summary>A result of a search: one vector of one document.</summary>
/// <param name="Document">Ordinal of the document in the view that was searched.</param>
/// <param name="Row">Position of the vector in the document.</param>
/// <param name="Cosine">Cosine similarity of query and vector, as quantized.</param>
public readonly record struct VectorHit(int Document, int Row, double Cosine);
