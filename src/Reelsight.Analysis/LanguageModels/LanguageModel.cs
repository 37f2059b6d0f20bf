using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Reelsight.Analysis.Telemetry;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>The language model that the owner configured: a chat client together with the limits of its model. Thread-safe.</summary>
/// <param name="client">Sends requests to the model.</param>
/// <param name="settings">Name and limits of the model.</param>
public sealed class LanguageModel(IChatClient client, GenerationSettings settings)
{
    /// <summary>The model's name, as answers show it.</summary>
    public string Name => settings.Model!;

    /// <summary>Tokens that a request and its answer may have together.</summary>
    public int ContextTokens => settings.ContextTokens;

    /// <summary>Largest number of images in a request; 0 when the model takes none.</summary>
    public int MaxImages => settings.MaxImages;

    /// <summary>Sends one request to the model.</summary>
    /// <param name="request">The request.</param>
    /// <param name="onText">Receives the answer piece by piece while it is generated; null waits for the complete answer.</param>
    /// <param name="ct">Cancels the request.</param>
    /// <exception cref="LanguageModelException">There was no answer, or only a part of one.</exception>
    public Task<LanguageModelResponse> CompleteAsync(LanguageModelRequest request, Func<string, Task>? onText, CancellationToken ct) =>
        AnalysisTelemetry.CallModelAsync(
            Name,
            () => SendAsync(request, onText, ct),
            response => (response.InputTokens, response.OutputTokens)
        );

    private async Task<LanguageModelResponse> SendAsync(LanguageModelRequest request, Func<string, Task>? onText, CancellationToken ct)
    {
        var messages = CreateMessages(request);
        var options = CreateOptions(request);
        if (onText is null)
        {
            var whole = await client.GetResponseAsync(messages, options, ct);
            return CreateResponse(whole.Text, whole.FinishReason, whole.Usage);
        }

        var text = new StringBuilder();
        var (finish, usage) = ((ChatFinishReason?)null, (UsageDetails?)null);
        await foreach (var update in client.GetStreamingResponseAsync(messages, options, ct))
        {
            finish = update.FinishReason ?? finish;
            usage = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details ?? usage;
            if (update.Text is { Length: > 0 } piece)
            {
                text.Append(piece);
                await onText(piece);
            }
        }
        return CreateResponse(text.ToString(), finish, usage);
    }

    private static LanguageModelResponse CreateResponse(string text, ChatFinishReason? finish, UsageDetails? usage) =>
        new(text, finish == ChatFinishReason.Length, (int?)usage?.InputTokenCount, (int?)usage?.OutputTokenCount);

    private static List<ChatMessage> CreateMessages(LanguageModelRequest request)
    {
        var messages = new List<ChatMessage> { new(ChatRole.System, request.SystemPrompt) };
        for (var i = 0; i < request.Turns.Count; i++)
        {
            var role = i % 2 == 0 ? ChatRole.User : ChatRole.Assistant;
            messages.Add(
                i == 0 && request.Images.Count > 0
                    ? new ChatMessage(role, CreateContents(request.Images, request.Turns[i]))
                    : new ChatMessage(role, request.Turns[i])
            );
        }
        return messages;
    }

    private static List<AIContent> CreateContents(IReadOnlyList<LanguageModelImage> images, string text)
    {
        var contents = new List<AIContent>();
        foreach (var image in images)
        {
            contents.Add(new TextContent(string.Create(CultureInfo.InvariantCulture, $"Picture at {image.TimeSec:0.0} s:")));
            contents.Add(new DataContent(image.Jpeg, "image/jpeg"));
        }
        contents.Add(new TextContent(text));
        return contents;
    }

    private static ChatOptions CreateOptions(LanguageModelRequest request) =>
        new()
        {
            MaxOutputTokens = request.MaxTokens,
            Temperature = (float)request.Temperature,
            // At temperature 0 several tokens can be equally likely.
            Seed = request.Temperature == 0 ? 0 : null,
            ResponseFormat = request.Schema is { } schema ? ChatResponseFormat.ForJsonSchema(ToElement(schema), "answer") : null,
        };

    private static JsonElement ToElement(JsonNode node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }
}
