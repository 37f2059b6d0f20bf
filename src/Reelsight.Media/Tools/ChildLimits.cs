namespace Reelsight.Media.Tools;

/// <summary>What one child process may use.</summary>
public sealed record ChildLimits
{
    /// <summary>Address space in bytes. 4 GiB holds an 8K decode with several threads.</summary>
    public long AddressSpaceBytes { get; init; } = 4L << 30;

    /// <summary>CPU time in seconds over all threads. Six hours decode four hours of 4K on two cores.</summary>
    public long CpuSec { get; init; } = 6 * 3600;

    /// <summary>Largest file the child may write, in bytes.</summary>
    public long FileBytes { get; init; } = 16L << 30;

    /// <summary>
    /// Threads and processes at once; counted where the child has a user namespace of its own, because elsewhere all that the server's user
    /// runs would count. Decoders and filters take some five a core.
    /// </summary>
    public int MaxThreads { get; init; } = 128 + (8 * Environment.ProcessorCount);

    /// <summary>The child is killed when it is waited for and gives no output for this long.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
