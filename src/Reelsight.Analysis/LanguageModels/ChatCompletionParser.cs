using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>Reads responses of POST /chat/completions. A field that is missing or has an unexpected type counts as absent.</summary>
internal static class ChatCompletionParser
{
    /// <summary>A complete response, its text cut off after a number of characters.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="FormatException">It holds no answer.</exception>
    internal static ChatResponseUpdate Parse(string json, int maxLength)
    {
        using var document = JsonDocument.Parse(json);
        if (FindError(document.RootElement) is { } error)
        {
            throw new FormatException($"it says: {error}");
        }

        var choice = FindChoice(document.RootElement) ?? throw new FormatException("it answered without choices.");
        // A model that reasons in a field of its own may have no tokens left for an answer.
        var isCut = FindText(choice, "finish_reason") == "length";
        var text = FindText(FindMember(choice, "message"), "content")
            ?? (isCut ? "" : throw new FormatException("it answered without a message."));
        var isTooLong = text.Length > maxLength;
        return CreateUpdate(isTooLong ? text[..maxLength] : text, isTooLong || isCut, ReadUsage(document.RootElement));
    }

    /// <summary>The last update of an answer: its text, why it ended and the tokens it took.</summary>
    internal static ChatResponseUpdate CreateUpdate(string text, bool isTruncated, UsageDetails? usage)
    {
        var update = new ChatResponseUpdate(ChatRole.Assistant, text)
        {
            FinishReason = isTruncated ? ChatFinishReason.Length : ChatFinishReason.Stop,
        };
        if (usage is not null)
        {
            update.Contents.Add(new UsageContent(usage));
        }

        return update;
    }

    /// <summary>The first choice.</summary>
    internal static JsonElement? FindChoice(JsonElement root) =>
        FindMember(root, "choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0 ? choices[0] : null;

    /// <summary>Tokens of the prompt and of the answer by the server's count; null when it does not report them.</summary>
    internal static UsageDetails? ReadUsage(JsonElement root) =>
        FindMember(root, "usage") is { ValueKind: JsonValueKind.Object } usage
            ? new UsageDetails
            {
                InputTokenCount = FindNumber(usage, "prompt_tokens"),
                OutputTokenCount = FindNumber(usage, "completion_tokens"),
            }
            : null;

    /// <summary>The message of an error body, in the forms that servers use; null when there is none.</summary>
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

    /// <summary>The message of an error object; null when there is no error.</summary>
    internal static string? FindError(JsonElement root) =>
        FindMember(root, "error") switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Object } error => FindText(error, "message") ?? "an error without a message",
            _ => null,
        };

    /// <summary>A string member of an object; null when it is absent.</summary>
    internal static string? FindText(JsonElement? of, string name) =>
        FindMember(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A member of an object; null when it is absent.</summary>
    internal static JsonElement? FindMember(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(name, out var member) ? member : null;

    private static int? FindNumber(JsonElement of, string name) =>
        FindMember(of, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value >= 0
            ? value
            : null;
}
