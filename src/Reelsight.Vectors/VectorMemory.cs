namespace Reelsight.Vectors;

/// <summary>
/// How many bytes of rows the vector indexes of a process may keep in memory. What does not fit is read from its file at every scan,
/// which is slower and otherwise the same.
/// </summary>
/// <param name="maxBytes">Maximum number of bytes.</param>
public sealed class VectorMemory(long maxBytes)
{
    private long _usedBytes;

    /// <summary>Half of the memory that the process may use (that of its container, when it runs in one); shared by all indexes.</summary>
    public static VectorMemory Default { get; } = new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    /// <summary>Bytes in use.</summary>
    public long UsedBytes => Interlocked.Read(ref _usedBytes);

    /// <summary>Takes bytes until <see cref="Release"/>; false when they are not left.</summary>
    internal bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _usedBytes, bytes) <= maxBytes)
        {
            return true;
        }
        Interlocked.Add(ref _usedBytes, -bytes);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    internal void Release(long bytes) => Interlocked.Add(ref _usedBytes, -bytes);
}
