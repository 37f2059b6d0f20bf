namespace Reelsight.Vectors;

/// <summary>A document to put into a vector index: a key and any number of vectors.</summary>
/// <param name="Key">Identifies the document: 64 hexadecimal digits, such as a SHA-256 hash.</param>
/// <param name="Version">Grows each time the document changes; returned by <see cref="VectorIndex.GetVersion"/>.</param>
/// <param name="Vectors">
/// The vectors, or null for none; the index remembers the document either way. Rows are known by their position.
/// </param>
public sealed record DocumentVectors(string Key, long Version, QuantizedVectors? Vectors);
