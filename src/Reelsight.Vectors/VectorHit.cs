namespace Reelsight.Vectors;

/// <summary>A row that answers.</summary>
/// <param name="Document">Number of the content in the view that was searched.</param>
/// <param name="Row">Number of the clip in the content.</param>
/// <param name="Cosine">Between the bytes of row and query.</param>
public readonly record struct VectorHit(int Document, int Row, double Cosine);
