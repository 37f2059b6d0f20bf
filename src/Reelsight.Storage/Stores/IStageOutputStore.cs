namespace Reelsight.Storage.Stores;

/// <summary>
/// Outputs of the pipeline's stages, immutable, keyed by tenant, content hash, stage name and version (which covers settings).
/// A stage is not run again for the same key.
/// </summary>
public interface IStageOutputStore
{
    /// <summary>The stored output, or null.</summary>
    Task<byte[]?> FindAsync(string tenantId, string contentHash, string stage, string version, CancellationToken ct);

    /// <summary>Stores an output; storing again is harmless.</summary>
    Task PutAsync(string tenantId, string contentHash, string stage, string version, byte[] output, CancellationToken ct);

    /// <summary>Deletes a stage's outputs of one version.</summary>
    Task DeleteAsync(string tenantId, string stage, string version, CancellationToken ct);
}
