namespace Reelsight.Analysis.Agent;

/// <summary>Receives what an agent does while it answers.</summary>
public interface IAgentOutput
{
    /// <summary>Whether a client receives the answer piece by piece.</summary>
    bool IsStreamed { get; }

    /// <summary>Whether a piece of the answer has been sent, so that it cannot be replaced any more.</summary>
    bool HasText { get; }

    /// <summary>Adds the use of a tool.</summary>
    Task AddAsync(ToolCall toolCall);

    /// <summary>Adds a piece of the answer.</summary>
    Task AddTextAsync(string piece);
}
