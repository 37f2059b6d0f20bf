namespace Reelsight.Storage.Stores;

/// <summary>Makes what is written to several stores one transaction.</summary>
public interface IUnitOfWork
{
    /// <summary>
    /// Runs <paramref name="work"/>; everything that it writes to any store is kept when the task completes, or nothing of it: neither an
    /// exception nor the end of the process leaves a part. Reads inside see what was written before them. Other writers wait meanwhile, so
    /// it awaits calls of stores only, one after another. Units may be nested; an inner one whose exception is caught outside it is undone
    /// alone.
    /// </summary>
    /// <param name="work">The calls that belong together. What it throws passes through, and nothing is kept.</param>
    /// <param name="ct">Cancellation of the wait for other writers.</param>
    Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken ct);
}
