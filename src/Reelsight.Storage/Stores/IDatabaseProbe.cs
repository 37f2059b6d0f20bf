namespace Reelsight.Storage.Stores;

/// <summary>Tells whether the database takes reads and writes.</summary>
public interface IDatabaseProbe
{
    /// <summary>
    /// Reads, and writes a page to disk. Damage that any earlier read or write has met counts until the database is opened again.
    /// </summary>
    /// <param name="timeout">How long a write may take that waits for others.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>A sentence about what is wrong and what to do, or null.</returns>
    Task<string?> FindFaultAsync(TimeSpan timeout, CancellationToken ct);
}
