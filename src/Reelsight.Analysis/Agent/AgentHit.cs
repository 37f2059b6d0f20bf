using Reelsight.Search;

namespace Reelsight.Analysis.Agent;

/// <summary>What a search found in an item; half-open seconds.</summary>
public sealed record AgentHit(string ItemId, double StartSec, double EndSec, IReadOnlyList<Reason> Reasons);
