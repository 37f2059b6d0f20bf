using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.Agent;

/// <summary>A request for a response of the agent, checked as far as that is possible without the store.</summary>
public sealed record ResponseRequest
{
    /// <summary>The model name under which the API offers the agent.</summary>
    public const string Agent = "jockey1.0";

    /// <summary>What a client includes to see the agent's use of tools.</summary>
    public const string IntermediateOutputs = "intermediate_outputs";

    /// <summary>The knowledge store that is asked.</summary>
    public required string StoreId { get; init; }

    /// <summary>The messages; at least one, the last is the question.</summary>
    public required IReadOnlyList<string> Messages { get; init; }

    /// <summary>The session to go on with; null begins one.</summary>
    public required string? SessionId { get; init; }

    /// <summary>Guidance for the answer, or null.</summary>
    public required string? Instructions { get; init; }

    /// <summary>Whether the agent's use of tools is part of the response.</summary>
    public required bool IncludesSteps { get; init; }

    /// <summary>Whether the response is streamed.</summary>
    public required bool Stream { get; init; }

    /// <summary>Ids of selected items and collections, in the order in which messages refer to them.</summary>
    public required IReadOnlyList<string> Selections { get; init; }

    /// <summary>JSON Schema of the answer; null for prose.</summary>
    public required SchemaNode? Schema { get; init; }
}
