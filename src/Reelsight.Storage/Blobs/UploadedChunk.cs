namespace Reelsight.Storage.Blobs;

/// <summary>A stored chunk: its number, from 1, and the ETag of its bytes.</summary>
public readonly record struct UploadedChunk(int Index, string ETag);
