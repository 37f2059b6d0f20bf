namespace Reelsight.Storage.Blobs;

/// <summary>A chunk that was sent: which, and which bytes.</summary>
public readonly record struct UploadedChunk(int Index, string ETag);
