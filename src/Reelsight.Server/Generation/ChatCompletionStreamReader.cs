using System.Text;
using System.Text.Json;
using Reelsight.Analysis.LanguageModels;

namespace Reelsight.Server.Generation;

/// <summary>
/// Reads a streamed answer: server-sent events, each with a piece of it. A stream is whole when it says why it finished or that it is done;
/// one that just ends was cut off.
/// </summary>
internal static class ChatCompletionStreamReader
{
    private const int MaxLineLength = 1 << 20;

    /// <summary>Reads to the end.</summary>
    /// <param name="body">The stream.</param>
    /// <param name="maxLetters">Where the answer is cut off.</param>
    /// <param name="onText">Hears each piece as it comes.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="FormatException">It ends too early, or holds an error or something else.</exception>
    internal static async Task<LanguageModelResponse> ReadAsync(
        Stream body,
        int maxLetters,
        Func<string, Task>? onText,
        CancellationToken ct
    )
    {
        var text = new StringBuilder();
        string? finish = null;
        (int? Input, int? Output) usage = default;
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

            var left = maxLetters - text.Length;
            if (piece.Length >= left)
            {
                (piece, finish) = (piece[..left], "length");
            }

            text.Append(piece);
            if (onText is not null)
            {
                await onText(piece);
            }

            if (text.Length >= maxLetters)
            {
                break;
            }
        }
        if (finish is null)
        {
            throw new FormatException("its answer broke off.");
        }

        return new LanguageModelResponse(text.ToString(), finish == "length", usage.Input, usage.Output);
    }

    // A decoder keeps the halves of letters together that were split between two reads.
    private static async IAsyncEnumerable<string> ReadEventsAsync(
        Stream body,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var decoder = Encoding.UTF8.GetDecoder();
        var (bytes, letters, line) = (new byte[8 << 10], new char[8 << 10], new StringBuilder());
        while (await body.ReadAsync(bytes, ct) is var read and > 0)
        {
            var count = decoder.GetChars(bytes.AsSpan(0, read), letters, flush: false);
            for (var i = 0; i < count; i++)
            {
                if (letters[i] != '\n')
                {
                    if (line.Length == MaxLineLength)
                    {
                        throw new FormatException("a line of its answer has no end.");
                    }

                    line.Append(letters[i]);
                    continue;
                }
                if (ParseData(line) is { } data)
                {
                    yield return data;
                }

                line.Clear();
            }
        }
        if (ParseData(line) is { } last)
        {
            yield return last;
        }
    }

    // Each event is one line here; names of events, comments and blank lines say nothing.
    private static string? ParseData(StringBuilder line)
    {
        var text = line.ToString().TrimEnd('\r');
        return text.StartsWith("data:", StringComparison.Ordinal) && text.AsSpan(5).Trim() is { Length: > 0 } data ? data.ToString() : null;
    }
}
