using Reelsight.Analysis.Schemas;

namespace Reelsight.Server.Responses;

/// <summary>A response that is asked for, checked as far as that is possible without the store.</summary>
internal sealed record ResponseRequest
{
    /// <summary>The name of the agent's role.</summary>
    internal const string Agent = "jockey1.0";
    internal const string IntermediateOutputs = "intermediate_outputs";

    internal required string StoreId { get; init; }

    /// <summary>At least one; the last is the question.</summary>
    internal required IReadOnlyList<string> Messages { get; init; }
    internal required string? SessionId { get; init; }
    internal required string? Instructions { get; init; }

    /// <summary>Whether the agent's use of tools is shown.</summary>
    internal required bool IncludesSteps { get; init; }
    internal required bool Stream { get; init; }

    /// <summary>Ids of items and collections, in the order in which the messages count them.</summary>
    internal required IReadOnlyList<string> Selections { get; init; }

    /// <summary>What the answer must be valid against; null for prose.</summary>
    internal required SchemaNode? Schema { get; init; }
}
