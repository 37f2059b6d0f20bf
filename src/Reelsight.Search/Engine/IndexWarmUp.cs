using Reelsight.Search.Matching;
using Reelsight.Search.Snapshots;
using Reelsight.Storage.Stores;

namespace Reelsight.Search.Engine;

/// <summary>Loads indexes into memory ahead of the first query.</summary>
/// <param name="indexes">The indexes of all tenants.</param>
/// <param name="snapshots">The in-memory snapshots of the indexes.</param>
/// <param name="jointRetrievers">Opened for the spaces of the indexes.</param>
public sealed class IndexWarmUp(IIndexStore indexes, SnapshotCache snapshots, JointRetrievers jointRetrievers)
{
    /// <summary>Loads every index of every tenant.</summary>
    public async Task WarmUpAsync(CancellationToken ct)
    {
        foreach (var (tenantId, indexId) in await indexes.ListAllAsync(ct))
        {
            if (await snapshots.GetAsync(tenantId, indexId, ct) is { } snapshot)
            {
                jointRetrievers.Get(snapshot.Space);
            }
        }
    }
}
