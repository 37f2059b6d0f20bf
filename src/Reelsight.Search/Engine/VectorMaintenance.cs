using Reelsight.Core.Embeddings;
using Reelsight.Search.Matching;
using Reelsight.Search.VectorSync;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Stores;

namespace Reelsight.Search.Engine;

/// <summary>
/// Keeps the vector indexes on disk in step with the database: adds what was described, deletes what is gone, merges segments, and removes
/// the indexes of dropped spaces. Meant for the background: the first run may take long.
/// </summary>
/// <param name="indexes">The indexes of all tenants.</param>
/// <param name="spaces">The visual spaces of each tenant.</param>
/// <param name="vectors">The vector indexes.</param>
/// <param name="jointRetrievers">Knows the joint space of the searched visual space.</param>
/// <param name="options">Names the space of visual features.</param>
public sealed class VectorMaintenance(
    IIndexStore indexes,
    IVisualSpaceStore spaces,
    TenantVectorIndexes vectors,
    JointRetrievers jointRetrievers,
    SearchOptions options
)
{
    /// <summary>Maintains the vectors of every tenant.</summary>
    /// <exception cref="DataFolderException">The disk is full or fails.</exception>
    public async Task MaintainAsync(CancellationToken ct)
    {
        var tenants = (await indexes.ListAllAsync(ct))
            .Select(index => index.TenantId)
            .Concat(vectors.Tenants)
            .Distinct(StringComparer.Ordinal);
        foreach (var tenantId in tenants)
        {
            await MaintainAsync(tenantId, ct);
        }
    }

    /// <summary>Maintains the vectors of one tenant.</summary>
    /// <exception cref="DataFolderException">The disk is full or fails.</exception>
    public async Task MaintainAsync(string tenantId, CancellationToken ct)
    {
        var searched = spaces.FindActive(tenantId) ?? "";
        // Spaces that are still being built as well, so that the first search after a switch finds its vectors.
        var others = (await spaces.ListAsync(tenantId, ct)).Select(space => space.Space).Where(space => space != searched);
        string[] all = [searched, .. others];
        vectors.DeleteDroppedSpaces(tenantId, all);
        foreach (var space in all)
        {
            await vectors.MaintainAsync(tenantId, ClipVectorSpace.ForVisualFeatures(space, options), ct);
            var joint =
                space == searched
                    ? jointRetrievers.Get(space)?.ClipSpace
                    : new ClipVectorSpace(space, VisualSpaceName.GetVectorSpace(space));
            if (joint is not null)
            {
                await vectors.MaintainAsync(tenantId, joint, ct);
            }
        }
    }
}
