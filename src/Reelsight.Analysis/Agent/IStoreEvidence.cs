using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.Agent;

/// <summary>The tools of the agent: access to the items of a store.</summary>
public interface IStoreEvidence
{
    /// <summary>Searches objects, speech and on-screen text of these items; the best matches first.</summary>
    Task<IReadOnlyList<AgentHit>> SearchAsync(string text, IReadOnlyList<AgentItem> among, CancellationToken ct);

    /// <summary>All facts about an item; null when it was deleted meanwhile.</summary>
    Task<VideoTimeline?> ReadAsync(AgentItem item, CancellationToken ct);
}
