using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.Agent;

/// <summary>What the agent may do with the items of a store: the tools it plans with.</summary>
public interface IStoreEvidence
{
    /// <summary>Searches what is seen, said and written in these items, best first.</summary>
    Task<IReadOnlyList<AgentHit>> SearchAsync(string text, IReadOnlyList<AgentItem> among, CancellationToken ct);

    /// <summary>Everything known about an item; null when it was deleted meanwhile.</summary>
    Task<VideoTimeline?> ReadAsync(AgentItem item, CancellationToken ct);
}
