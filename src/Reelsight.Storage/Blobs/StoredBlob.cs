namespace Reelsight.Storage.Blobs;

/// <summary>A stored original: SHA-256 in lower-case hex and size in bytes.</summary>
public sealed record StoredBlob(string ContentHash, long SizeBytes);
