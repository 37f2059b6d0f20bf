using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>
/// Reads a streamed response of POST /chat/completions: server-sent events, each with a piece of the answer. The stream is complete when it
/// gives a finish reason or <c>[DONE]</c>; a stream that just ends was interrupted.
/// </summary>
internal static class ChatCompletionStreamReader
{
    /// <summary>The pieces of the answer, and last an update with the finish reason and the tokens used.</summary>
    /// <param name="body">The stream.</param>
    /// <param name="maxLength">Characters after which the answer is cut off.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="FormatException">The stream ends too early, or holds an error or something that is no event.</exception>
    /// <exception cref="JsonException">An event holds no JSON.</exception>
    internal static async IAsyncEnumerable<ChatResponseUpdate> ReadAsync(
        Stream body,
        int maxLength,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var length = 0;
        string? finish = null;
        UsageDetails? usage = null;
        await foreach (var data in ReadEventsAsync(body, ct))
        {
            if (data == "[DONE]")
            {
                finish ??= "stop";
                break;
            }
            using var document = JsonDocument.Parse(data);
            if (ChatCompletionParser.FindError(document.RootElement) is { } error)
            {
                throw new FormatException($"it says: {error}");
            }

            usage = ChatCompletionParser.ReadUsage(document.RootElement) ?? usage;
            if (ChatCompletionParser.FindChoice(document.RootElement) is not { } choice)
            {
                continue;
            }

            finish = ChatCompletionParser.FindText(choice, "finish_reason") ?? finish;
            if (ChatCompletionParser.FindText(ChatCompletionParser.FindMember(choice, "delta"), "content") is not { Length: > 0 } piece)
            {
                continue;
            }

            if (piece.Length >= maxLength - length)
            {
                (piece, finish) = (piece[..(maxLength - length)], "length");
            }

            length += piece.Length;
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece);
            if (length >= maxLength)
            {
                break;
            }
        }
        if (finish is null)
        {
            throw new FormatException("its answer broke off.");
        }

        yield return ChatCompletionParser.CreateUpdate("", finish == "length", usage);
    }

    private static async IAsyncEnumerable<string> ReadEventsAsync(Stream body, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var lines = new EventLineStream(body);
        var events = SseParser.Create(lines, static (_, data) => Encoding.UTF8.GetString(data));
        await foreach (var item in events.EnumerateAsync(ct))
        {
            // Some servers leave out the blank line after an event, so that several arrive as one.
            foreach (var data in item.Data.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                yield return data;
            }
        }
    }
}
