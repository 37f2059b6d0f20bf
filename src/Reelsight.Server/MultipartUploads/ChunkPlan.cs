namespace Reelsight.Server.MultipartUploads;

/// <summary>How a file is cut: into few chunks, none of them so large that sending it again hurts.</summary>
internal static class ChunkPlan
{
    /// <summary>v1.3: largest file, bytes.</summary>
    internal const long LargestFileBytes = 10L << 30;
    private const int SmallestChunkBytes = 5 << 20;
    private const int MostChunks = 1000;
    private const int Step = 1 << 20;

    /// <summary>The largest chunk of the largest file.</summary>
    internal static int LargestChunkBytes => ChunkBytes(LargestFileBytes);

    /// <summary>Bytes of every chunk but the last: 5 MB, for very large files as many whole megabytes as it takes.</summary>
    internal static int ChunkBytes(long totalBytes) =>
        Math.Max(SmallestChunkBytes, (int)((totalBytes / MostChunks + Step - 1) / Step * Step));
}
