namespace Reelsight.Storage.Blobs;

/// <summary>A chunk has another size than was announced.</summary>
public sealed class ChunkSizeException(int expected) : Exception($"The chunk must have {expected} bytes.");
