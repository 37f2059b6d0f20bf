namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>
/// One operation that runs for every frame, query or answer. The constructor prepares its inputs, which are the same each time;
/// benchmarks and allocation gates call the same <see cref="Run"/>.
/// </summary>
public abstract class HotPath : IDisposable
{
    /// <summary>Runs the operation once, on the calling thread alone.</summary>
    /// <returns>How much it found, more than 0.</returns>
    public abstract int Run();

    /// <summary>Frees what the constructor prepared.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the constructor prepared.</summary>
    protected virtual void Dispose(bool disposing) { }
}
