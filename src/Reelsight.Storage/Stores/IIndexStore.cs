using Reelsight.Core.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

// All writing methods of all stores throw DataFolderException when the disk is full or fails.

/// <summary>Indexes of a tenant.</summary>
public interface IIndexStore
{
    /// <summary>Adds an index.</summary>
    /// <exception cref="DuplicateNameException">The tenant has an index of that name.</exception>
    Task AddAsync(IndexRecord index, CancellationToken ct);

    /// <summary>One index, with counts, or null.</summary>
    Task<IndexRecord?> FindAsync(string tenantId, string indexId, CancellationToken ct);

    /// <summary>One page of indexes, with counts; without those of knowledge stores.</summary>
    Task<Page<IndexRecord>> ListAsync(string tenantId, IndexQuery query, CancellationToken ct);

    /// <summary>Renames; false when there is no such index.</summary>
    /// <exception cref="DuplicateNameException">Another index of the tenant has that name.</exception>
    Task<bool> RenameAsync(string tenantId, string indexId, string name, DateTimeOffset now, CancellationToken ct);

    /// <summary>Deletes the index with its videos and tasks; false when there is none.</summary>
    Task<bool> DeleteAsync(string tenantId, string indexId, CancellationToken ct);

    /// <summary>The revision of an index, or null when there is no such index. Search calls it before each query.</summary>
    long? FindRevision(string tenantId, string indexId);

    /// <summary>All indexes of all tenants.</summary>
    Task<IReadOnlyList<(string TenantId, string IndexId)>> ListAllAsync(CancellationToken ct);
}
