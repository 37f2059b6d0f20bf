using Reelsight.Search;
using Reelsight.Understanding.Facts;

namespace Reelsight.Understanding.Agent;

/// <summary>What a search found in an item; half-open seconds.</summary>
public sealed record AgentHit(string ItemId, double StartSec, double EndSec, IReadOnlyList<Reason> Reasons);
