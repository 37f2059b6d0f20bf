using System.Text.Json.Nodes;

namespace Reelsight.Understanding.Generating;

/// <summary>A language model that the owner plugged in. Safe for many callers at once.</summary>
public interface ILanguageModel
{
    /// <summary>Its name, as answers tell it.</summary>
    string Name { get; }

    /// <summary>Tokens that question and answer may have together.</summary>
    int ContextTokens { get; }

    /// <summary>Most pictures that a question may hold; 0 when it takes none.</summary>
    int MaxImages { get; }

    /// <summary>Asks the model once.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="onText">Hears the answer piece by piece while it comes; null waits for the whole.</param>
    /// <param name="ct">Stops the work, at the model too as far as it notices.</param>
    /// <exception cref="LanguageModelException">No answer came, or only a part of one.</exception>
    Task<LanguageModelResponse> CompleteAsync(LanguageModelRequest request, Func<string, Task>? onText, CancellationToken ct);
}

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

/// <summary>A picture of the video.</summary>
/// <param name="TimeSec">When it is seen.</param>
/// <param name="Jpeg">The file.</param>
public sealed record LanguageModelImage(double TimeSec, byte[] Jpeg);

/// <summary>What a model answered.</summary>
/// <param name="Text">The answer.</param>
/// <param name="IsTruncated">Whether it ends early because it reached the most tokens.</param>
/// <param name="InputTokens">Tokens of the question by the model's own count; null when it does not tell.</param>
/// <param name="OutputTokens">Tokens of the answer by the model's own count; null when it does not tell.</param>
public sealed record LanguageModelResponse(string Text, bool IsTruncated, int? InputTokens, int? OutputTokens);

/// <summary>A model did not answer, or not in a way that can be used. The message is a sentence that names the cause.</summary>
public sealed class LanguageModelException(string message, Exception? inner = null) : Exception(message, inner);
