namespace Reelsight.Analysis.Agent;

/// <summary>An answer of the agent.</summary>
/// <param name="Text">Prose with markers, or JSON without.</param>
/// <param name="Citations">One for each marker, in order.</param>
/// <param name="Turn">The turn that the next question may refer to.</param>
public sealed record AgentAnswer(string Text, IReadOnlyList<AgentCitation> Citations, AgentTurn Turn);
