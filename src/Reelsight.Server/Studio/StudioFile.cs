namespace Reelsight.Server.Studio;

/// <summary>One file: its bytes as they are and, where that is smaller, packed with Brotli and gzip.</summary>
internal sealed record StudioFile(byte[] Bytes, byte[]? Brotli, byte[]? Gzip, string ContentType, string ETag, bool IsImmutable);
