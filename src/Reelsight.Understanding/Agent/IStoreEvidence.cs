using Reelsight.Search;
using Reelsight.Understanding.Facts;

namespace Reelsight.Understanding.Agent;

/// <summary>A ready item of a knowledge store.</summary>
/// <param name="Id">The item.</param>
/// <param name="Title">The name that people know it by.</param>
/// <param name="IsImage">Whether it is a picture, for which no times are told.</param>
/// <param name="DurationSec">Length of a video, seconds; 0 for a picture.</param>
public sealed record AgentItem(string Id, string Title, bool IsImage, double DurationSec);

/// <summary>What a search found in an item; half-open seconds.</summary>
public sealed record AgentHit(string ItemId, double StartSec, double EndSec, IReadOnlyList<Reason> Reasons);

/// <summary>What the agent may do with the items of a store: the tools it plans with.</summary>
public interface IStoreEvidence
{
    /// <summary>Searches what is seen, said and written in these items, best first.</summary>
    Task<IReadOnlyList<AgentHit>> SearchAsync(string text, IReadOnlyList<AgentItem> among, CancellationToken ct);

    /// <summary>Everything known about an item; null when it was deleted meanwhile.</summary>
    Task<VideoTimeline?> ReadAsync(AgentItem item, CancellationToken ct);
}

/// <summary>One use of a tool, as it was done.</summary>
/// <param name="Name">The tool.</param>
/// <param name="ArgumentsJson">What it was given, a JSON object.</param>
/// <param name="OutputJson">What it gave back, a JSON object.</param>
public sealed record ToolCall(string Name, string ArgumentsJson, string OutputJson);
