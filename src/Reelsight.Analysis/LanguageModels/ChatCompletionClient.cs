using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Reelsight.Fetch;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>
/// A chat client for servers that speak the chat completions of the OpenAI API. Requests go through a guarded HTTP client of its own, which
/// connects to the configured server only; redirects are not followed, because prompt and key are meant for that server. A server
/// that is busy (429, 503) and names a short delay is asked once more. Every failure is a <see cref="LanguageModelException"/>.
/// </summary>
public sealed class ChatCompletionClient : IChatClient
{
    // More than any answer needs: no token is longer than 16 characters, escaped ones included.
    private const int MaxCharactersPerToken = 16,
        ExtraCharacters = 4096;
    private const long MaxBytes = 64L << 20;
    private const int MaxErrorBytes = 4096,
        MaxReasonLength = 300;
    private static readonly TimeSpan _maxRetryDelay = TimeSpan.FromSeconds(20);

    private readonly GenerationSettings _settings;
    private readonly TimeProvider _clock;
    private readonly GuardedFetch _fetch;

    /// <summary>Creates a client.</summary>
    /// <param name="settings">The server and the model; the URL is set.</param>
    /// <param name="clock">Measures the time limits.</param>
    public ChatCompletionClient(GenerationSettings settings, TimeProvider clock)
    {
        (_settings, _clock) = (settings, clock);
        _fetch = new GuardedFetch(
            new FetchOptions
            {
                TrustedOrigin = settings.Url,
                HeaderTimeout = settings.Timeout,
                IdleTimeout = settings.Timeout,
                MaxBytes = MaxBytes,
                Time = clock,
            }
        );
    }

    private string Host => _settings.Url!.Authority;

    /// <inheritdoc/>
    /// <exception cref="LanguageModelException">There was no answer, or only a part of one.</exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in RequestAsync(messages, options, stream: false, cancellationToken))
        {
            updates.Add(update);
        }

        return updates.ToChatResponse();
    }

    /// <inheritdoc/>
    /// <exception cref="LanguageModelException">There was no answer, or only a part of one.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => RequestAsync(messages, options, stream: true, cancellationToken);

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>Names of the models that the server offers; null when its answer does not list them.</summary>
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

    private async IAsyncEnumerable<ChatResponseUpdate> RequestAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        bool stream,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using var late = new CancellationTokenSource(_settings.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        await using var updates = SendAsync(messages, options, stream, either.Token).GetAsyncEnumerator(CancellationToken.None);
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
            {
                throw new LanguageModelException(
                    $"The generation endpoint {Host} did not finish its answer within {_settings.Timeout.TotalSeconds:0} s.",
                    e
                );
            }
            catch (Exception e) when (e is FetchException or FormatException or JsonException)
            {
                throw CreateUnusableException(e);
            }
            yield return updates.Current;
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> SendAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        bool stream,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var body = ChatCompletionRequestWriter.Write(options?.ModelId ?? _settings.Model!, messages, options, stream);
        var response = await OpenAsync("chat/completions", body, ct);
        await using (response)
        {
            var maxTokens = options?.MaxOutputTokens ?? _settings.ContextTokens;
            var maxLength = (int)Math.Min(MaxBytes, maxTokens * (long)MaxCharactersPerToken + ExtraCharacters);
            if (response.MediaType != "text/event-stream")
            {
                yield return await ReadWholeAsync(response, maxLength, ct);
                yield break;
            }

            await foreach (var update in ChatCompletionStreamReader.ReadAsync(response.Body, maxLength, ct))
            {
                yield return update;
            }
        }
    }

    private async Task<FetchedResponse> OpenAsync(string path, byte[]? body, CancellationToken ct)
    {
        (string, string)[] headers = _settings.Key is { Length: > 0 } key ? [("Authorization", $"Bearer {key}")] : [];
        for (var asked = 1; ; asked++)
        {
            var response = await _fetch.RequestAsync(new Uri(_settings.Url!, path), body, headers, ct);
            if (response.Status == 200)
            {
                return response;
            }

            await using (response)
            {
                if (asked > 1 || response.Status is not (429 or 503) || response.RetryAfter is not { } wait || wait > _maxRetryDelay)
                {
                    throw new LanguageModelException($"The generation endpoint {Host} {await ExplainStatusAsync(response, ct)}");
                }

                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, _clock, ct);
            }
        }
    }

    private LanguageModelException CreateUnusableException(Exception e) =>
        new(
            $"The generation endpoint {Host} could not be used: "
                + (e is JsonException ? "it answered with what is no valid JSON." : e.Message),
            e
        );

    private static async Task<ChatResponseUpdate> ReadWholeAsync(FetchedResponse response, int maxLength, CancellationToken ct)
    {
        if (response.MediaType is not (null or "application/json" or "text/plain"))
        {
            throw new FormatException(
                $"it answered with {response.MediaType} instead of JSON; "
                    + "the URL must be the root of the API, which mostly ends in /v1."
            );
        }
        // Everything around the answer, such as the model's reasoning, fits into eight times its length.
        return ChatCompletionParser.Parse(await ReadTextAsync(response.Body, maxLength * 8, ct), maxLength);
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
        if (_settings.Key is { Length: > 0 } key)
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
