namespace Reelsight.Search.Projection;

/// <summary>Copies one row of a matrix to a buffer.</summary>
internal delegate void RowReader(int row, Span<float> values);
