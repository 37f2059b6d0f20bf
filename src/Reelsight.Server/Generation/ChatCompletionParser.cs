using System.Text.Json;
using Reelsight.Analysis.LanguageModels;

namespace Reelsight.Server.Generation;

/// <summary>Reads what chat completions answer. What is missing or of another kind than expected is taken as absent.</summary>
internal static class ChatCompletionParser
{
    /// <summary>A whole answer.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="FormatException">It holds no answer.</exception>
    internal static LanguageModelResponse Parse(string json, int maxLetters)
    {
        using var document = JsonDocument.Parse(json);
        if (FindError(document.RootElement) is { } error)
        {
            throw new FormatException($"it says: {error}");
        }

        var choice = FindChoice(document.RootElement) ?? throw new FormatException("it answered without choices.");
        // A model that thinks beside its answer may have no tokens left for one.
        var isCut = FindText(choice, "finish_reason") == "length";
        var text = FindText(FindMember(choice, "message"), "content")
            ?? (isCut ? "" : throw new FormatException("it answered without a message."));
        var (input, output) = ReadUsage(document.RootElement) ?? (null, null);
        var isTooLong = text.Length > maxLetters;
        return new LanguageModelResponse(isTooLong ? text[..maxLetters] : text, isTooLong || isCut, input, output);
    }

    /// <summary>The first choice.</summary>
    internal static JsonElement? FindChoice(JsonElement root) =>
        FindMember(root, "choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0 ? choices[0] : null;

    /// <summary>What it cost, when it tells.</summary>
    internal static (int? Input, int? Output)? ReadUsage(JsonElement root) =>
        FindMember(root, "usage") is { ValueKind: JsonValueKind.Object } usage
            ? (FindNumber(usage, "prompt_tokens"), FindNumber(usage, "completion_tokens"))
            : null;

    /// <summary>What an error says, in the forms that servers use; null when it says nothing.</summary>
    internal static string? FindError(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return FindError(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What an error says; null when there is none.</summary>
    internal static string? FindError(JsonElement root) =>
        FindMember(root, "error") switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Object } error => FindText(error, "message") ?? "an error without a message",
            _ => null,
        };

    /// <summary>A text member.</summary>
    internal static string? FindText(JsonElement? of, string name) =>
        FindMember(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A member of an object.</summary>
    internal static JsonElement? FindMember(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(name, out var member) ? member : null;

    private static int? FindNumber(JsonElement of, string name) =>
        FindMember(of, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value >= 0
            ? value
            : null;
}
