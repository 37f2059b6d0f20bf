namespace Reelsight.Analysis.Agent;

/// <summary>A source that a text may cite by its number.</summary>
internal sealed record CitedSource(AgentItem Item, double? StartSec, double? EndSec);
