namespace Reelsight.Analysis.Agent;

/// <summary>Ties a marker of the text, such as <c>[1]</c>, to what supports the statement before it.</summary>
/// <param name="Item">The item.</param>
/// <param name="StartSec">Start of the stretch; null for pictures and for whole videos.</param>
/// <param name="EndSec">End of the stretch, exclusive; null together with the start.</param>
/// <param name="StartIndex">Where the marker starts in the text, in code points.</param>
/// <param name="EndIndex">Where it ends, inclusive.</param>
public sealed record AgentCitation(AgentItem Item, double? StartSec, double? EndSec, int StartIndex, int EndIndex);
