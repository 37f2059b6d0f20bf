using System.Text.Json.Nodes;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>One request to a language model.</summary>
public sealed record LanguageModelRequest
{
    /// <summary>The system prompt.</summary>
    public required string SystemPrompt { get; init; }

    /// <summary>The turns of the conversation: the user's first, then the model's, and so on; the last is the user's.</summary>
    public required IReadOnlyList<string> Turns { get; init; }

    /// <summary>Images of the first turn.</summary>
    public IReadOnlyList<LanguageModelImage> Images { get; init; } = [];

    /// <summary>JSON Schema of the answer; null asks for text.</summary>
    public JsonNode? Schema { get; init; }

    /// <summary>Largest number of tokens of the answer.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Sampling temperature, 0 to 1.</summary>
    public required double Temperature { get; init; }
}
