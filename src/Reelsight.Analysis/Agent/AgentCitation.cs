namespace Reelsight.Analysis.Agent;

/// <summary>Ties a marker of the text, such as <c>[1]</c>, to what supports the statement before it.</summary>
/// <param name="Item">The item.</param>
/// <param name="StartSec">Start of the interval, seconds; null for images and for whole videos.</param>
/// <param name="EndSec">End of the interval, exclusive, seconds; null together with the start.</param>
/// <param name="StartIndex">Where the marker starts in the text, in code points.</param>
/// <param name="EndIndex">Where it ends, inclusive.</param>
public sealed record AgentCitation(AgentItem Item, double? StartSec, double? EndSec, int StartIndex, int EndIndex);
