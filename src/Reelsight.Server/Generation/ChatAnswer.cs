using System.Text.Json;
using Reelsight.Understanding.Generating;

namespace Reelsight.Server.Generation;

/// <summary>Reads what chat completions answer. What is missing or of another kind than expected is taken as absent.</summary>
internal static class ChatAnswer
{
    /// <summary>A whole answer.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="FormatException">It holds no answer.</exception>
    internal static ModelAnswer Read(string json, int mostLetters)
    {
        using var document = JsonDocument.Parse(json);
        if (ErrorOf(document.RootElement) is { } error)
        {
            throw new FormatException($"it says: {error}");
        }

        var choice = Choice(document.RootElement) ?? throw new FormatException("it answered without choices.");
        // A model that thinks beside its answer may have no tokens left for one.
        var isCut = Text(choice, "finish_reason") == "length";
        var text = Text(Member(choice, "message"), "content") ?? (isCut ? "" : throw new FormatException("it answered without a message."));
        var (input, output) = Usage(document.RootElement) ?? (null, null);
        var isTooLong = text.Length > mostLetters;
        return new ModelAnswer(isTooLong ? text[..mostLetters] : text, isTooLong || isCut, input, output);
    }

    /// <summary>The first choice.</summary>
    internal static JsonElement? Choice(JsonElement root) =>
        Member(root, "choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0 ? choices[0] : null;

    /// <summary>What it cost, when it tells.</summary>
    internal static (int? Input, int? Output)? Usage(JsonElement root) =>
        Member(root, "usage") is { ValueKind: JsonValueKind.Object } usage
            ? (Number(usage, "prompt_tokens"), Number(usage, "completion_tokens"))
            : null;

    /// <summary>What an error says, in the forms that servers use; null when it says nothing.</summary>
    internal static string? ErrorOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return ErrorOf(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What an error says; null when there is none.</summary>
    internal static string? ErrorOf(JsonElement root) =>
        Member(root, "error") switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Object } error => Text(error, "message") ?? "an error without a message",
            _ => null,
        };

    /// <summary>A text member.</summary>
    internal static string? Text(JsonElement? of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A member of an object.</summary>
    internal static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(name, out var member) ? member : null;

    private static int? Number(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value >= 0 ? value : null;
}
