using System.Text.Json.Nodes;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>One question to a model.</summary>
public sealed record LanguageModelRequest
{
    /// <summary>What holds whatever the user says.</summary>
    public required string SystemPrompt { get; init; }

    /// <summary>What is said in turn: the user first, then the model, and so on; the last is the user's.</summary>
    public required IReadOnlyList<string> Turns { get; init; }

    /// <summary>Pictures that go with the first of the turns.</summary>
    public IReadOnlyList<LanguageModelImage> Images { get; init; } = [];

    /// <summary>JSON Schema of the answer; null asks for text.</summary>
    public JsonNode? Schema { get; init; }

    /// <summary>Most tokens of the answer.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>0 always takes the likeliest word; up to 1.</summary>
    public required double Temperature { get; init; }
}
