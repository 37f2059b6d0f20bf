namespace Reelsight.Storage.Blobs;

/// <summary>A chunk does not have the size that was announced.</summary>
public sealed class ChunkSizeException(int expected) : Exception($"The chunk must have {expected} bytes.");
