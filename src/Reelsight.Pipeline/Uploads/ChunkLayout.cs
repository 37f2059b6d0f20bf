namespace Reelsight.Pipeline.Uploads;

/// <summary>How a file is cut: into few chunks, none of them so large that sending it again hurts.</summary>
public static class ChunkLayout
{
    /// <summary>v1.3: largest file, bytes.</summary>
    public const long MaxFileBytes = 10L << 30;
    private const int MinChunkBytes = 5 << 20;
    private const int MaxChunks = 1000;
    private const int ChunkSizeStep = 1 << 20;

    /// <summary>The largest chunk of the largest file.</summary>
    public static int MaxChunkBytes => GetChunkBytes(MaxFileBytes);

    /// <summary>Bytes of every chunk but the last: 5 MB, for very large files as many whole megabytes as it takes.</summary>
    public static int GetChunkBytes(long totalBytes) =>
        Math.Max(MinChunkBytes, (int)((totalBytes / MaxChunks + ChunkSizeStep - 1) / ChunkSizeStep * ChunkSizeStep));
}
