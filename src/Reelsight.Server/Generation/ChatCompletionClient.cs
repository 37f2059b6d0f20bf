using System.Text;
using System.Text.Json;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Fetch;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Generation;

/// <summary>
/// A language model behind the chat completions of the OpenAI API. It is asked over a guarded client of its own, which speaks to the server
/// that the owner named and to no other; redirects are not followed, because question and key are for that server. A server that is
/// busy (429, 503) and says for how long is asked once more, if that is not long.
/// </summary>
internal sealed class ChatCompletionClient(GenerationSettings settings, TimeProvider clock) : ILanguageModel, IDisposable
{
    /// <summary>Far more than any answer: nobody writes more than 16 letters a token, escaped ones included.</summary>
    private const int MaxLettersPerToken = 16,
        ExtraLetters = 4096;
    private const long MaxBytes = 64L << 20;
    private const int MaxErrorBytes = 4096,
        MaxReasonLength = 300;
    private static readonly TimeSpan _maxRetryDelay = TimeSpan.FromSeconds(20);

    private readonly GuardedFetch _fetch = new(
        new FetchOptions
        {
            TrustedOrigin = settings.Url,
            HeaderTimeout = settings.Timeout,
            IdleTimeout = settings.Timeout,
            MaxBytes = MaxBytes,
            Time = clock,
        }
    );

    /// <inheritdoc/>
    public string Name => settings.Model!;

    /// <inheritdoc/>
    public int ContextTokens => settings.ContextTokens;

    /// <inheritdoc/>
    public int MaxImages => settings.MaxImages;

    private string Host => settings.Url!.Authority;

    /// <inheritdoc/>
    public async Task<LanguageModelResponse> CompleteAsync(LanguageModelRequest request, Func<string, Task>? onText, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            var answer = await OpenAsync(
                "chat/completions",
                ChatCompletionRequestWriter.Write(settings.Model!, request, onText is not null),
                either.Token
            );
            await using (answer)
            {
                var maxLetters = (int)Math.Min(MaxBytes, request.MaxTokens * (long)MaxLettersPerToken + ExtraLetters);
                return answer.MediaType == "text/event-stream"
                    ? await ChatCompletionStreamReader.ReadAsync(answer.Body, maxLetters, onText, either.Token)
                    : await ReadWholeAsync(answer, maxLetters, onText, either.Token);
            }
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new LanguageModelException(
                $"The generation endpoint {Host} did not finish its answer within {settings.Timeout.TotalSeconds:0} s.",
                e
            );
        }
        catch (Exception e) when (e is FetchException or FormatException or JsonException)
        {
            throw CreateUnusableException(e);
        }
    }

    /// <summary>Names of the models that the server has; null when it does not tell.</summary>
    /// <exception cref="LanguageModelException">It cannot be reached, or refuses.</exception>
    internal async Task<IReadOnlyList<string>?> ListModelsAsync(CancellationToken ct)
    {
        try
        {
            var answer = await OpenAsync("models", null, ct);
            await using (answer)
            {
                using var json = JsonDocument.Parse(await ReadTextAsync(answer.Body, 8 << 20, ct));
                return
                    json.RootElement.ValueKind == JsonValueKind.Object
                    && json.RootElement.TryGetProperty("data", out var data)
                    && data.ValueKind == JsonValueKind.Array
                    ?
                    [
                        .. data.EnumerateArray()
                            .Where(m =>
                                m.ValueKind == JsonValueKind.Object
                                && m.TryGetProperty("id", out var id)
                                && id.ValueKind == JsonValueKind.String
                            )
                            .Select(m => m.GetProperty("id").GetString()!),
                    ]
                    : null;
            }
        }
        catch (Exception e) when (e is FetchException or FormatException or JsonException)
        {
            throw CreateUnusableException(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _fetch.Dispose();

    private async Task<FetchedResponse> OpenAsync(string path, byte[]? body, CancellationToken ct)
    {
        (string, string)[] headers = settings.Key is { Length: > 0 } key ? [("Authorization", $"Bearer {key}")] : [];
        for (var asked = 1; ; asked++)
        {
            var answer = await _fetch.RequestAsync(new Uri(settings.Url!, path), body, headers, ct);
            if (answer.Status == 200)
            {
                return answer;
            }

            await using (answer)
            {
                if (asked > 1 || answer.Status is not (429 or 503) || answer.RetryAfter is not { } wait || wait > _maxRetryDelay)
                {
                    throw new LanguageModelException($"The generation endpoint {Host} {await ExplainStatusAsync(answer, ct)}");
                }

                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock, ct);
            }
        }
    }

    private LanguageModelException CreateUnusableException(Exception e) =>
        new(
            $"The generation endpoint {Host} could not be used: {(e is JsonException ? "it answered with what is no valid JSON." : e.Message)}",
            e
        );

    private static async Task<LanguageModelResponse> ReadWholeAsync(
        FetchedResponse answer,
        int maxLetters,
        Func<string, Task>? onText,
        CancellationToken ct
    )
    {
        if (answer.MediaType is not (null or "application/json" or "text/plain"))
        {
            throw new FormatException(
                $"it answered with {answer.MediaType} instead of JSON; the URL must be the root of the API, which mostly ends in /v1."
            );
        }
        // Everything around the answer, its thoughts among it, fits into as much again.
        var whole = ChatCompletionParser.Parse(await ReadTextAsync(answer.Body, maxLetters * 8, ct), maxLetters);
        if (onText is not null && whole.Text.Length > 0)
        {
            await onText(whole.Text);
        }

        return whole;
    }

    private static async Task<string> ReadTextAsync(Stream body, int maxBytes, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 << 10];
        while (await body.ReadAsync(buffer, ct) is var read and > 0)
        {
            if (bytes.Length + read > maxBytes)
            {
                throw new FormatException($"its answer is larger than {maxBytes} bytes.");
            }

            bytes.Write(buffer, 0, read);
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private async Task<string> ExplainStatusAsync(FetchedResponse answer, CancellationToken ct)
    {
        var status = answer.Status switch
        {
            401 or 403 => $"refuses the key ({answer.Status}); check generation_key.",
            404 => "knows neither this path nor this model (404); check generation_url and generation_model.",
            429 => "is busy (429).",
            >= 300 and < 400 => $"redirects ({answer.Status}), which is not followed; set generation_url to where it leads.",
            >= 500 => $"has trouble of its own ({answer.Status}).",
            _ => $"refuses the request ({answer.Status}).",
        };
        try
        {
            var text = await ReadStartAsync(answer.Body, ct);
            return ChatCompletionParser.FindError(text) is { } said ? $"{status} It says: {RedactAndTruncate(said)}" : status;
        }
        catch (FetchException)
        {
            return status;
        }
    }

    // What the server says may repeat the key that it was sent.
    private string RedactAndTruncate(string said)
    {
        if (settings.Key is { Length: > 0 } key)
        {
            said = said.Replace(key, "***", StringComparison.Ordinal);
        }

        return said.Length <= MaxReasonLength ? said : said[..MaxReasonLength] + "…";
    }

    private static async Task<string> ReadStartAsync(Stream body, CancellationToken ct)
    {
        var buffer = new byte[MaxErrorBytes];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }
}
