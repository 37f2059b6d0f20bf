using Reelsight.Search;

namespace Reelsight.Analysis.Agent;

/// <summary>A search result in an item; half-open interval, seconds.</summary>
public sealed record AgentHit(string ItemId, double StartSec, double EndSec, IReadOnlyList<Reason> Reasons);
