namespace Reelsight.Storage.Blobs;

/// <summary>More bytes arrived than allowed.</summary>
public sealed class BlobTooLargeException(long maxBytes) : Exception($"The content is larger than {maxBytes} bytes.");
