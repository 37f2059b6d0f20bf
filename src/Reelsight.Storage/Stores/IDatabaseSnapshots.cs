using Reelsight.Storage.Errors;

namespace Reelsight.Storage.Stores;

/// <summary>Copies the database while it is in use.</summary>
public interface IDatabaseSnapshots
{
    /// <summary>
    /// Writes one consistent state of the database as a file of its own, checks that file and flushes it to disk. Reads and writes go on
    /// meanwhile.
    /// </summary>
    /// <param name="path">The file; one that is there is replaced. Its folder must be there.</param>
    /// <param name="ct">Cancels before it begins.</param>
    /// <returns>The version of the schema.</returns>
    /// <exception cref="DataFolderException">The database is damaged, or a disk is full or fails.</exception>
    Task<int> WriteAsync(string path, CancellationToken ct);

    /// <summary>The media contents that the records in such a file refer to.</summary>
    IReadOnlyList<(string TenantId, string ContentHash)> ListReferencedContents(string path);
}
