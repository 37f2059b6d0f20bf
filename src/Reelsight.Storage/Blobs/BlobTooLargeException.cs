namespace Reelsight.Storage.Blobs;

/// <summary>A blob is larger than allowed.</summary>
public sealed class BlobTooLargeException(long maxBytes) : Exception($"The content is larger than {maxBytes} bytes.");
