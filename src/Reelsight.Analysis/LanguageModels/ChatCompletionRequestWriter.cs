using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Reelsight.Analysis.StructuredOutput;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>Writes a chat request as the body of POST /chat/completions, leaving out optional fields that some servers refuse.</summary>
internal static class ChatCompletionRequestWriter
{
    /// <summary>The JSON body as UTF-8.</summary>
    internal static byte[] Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream)
    {
        var body = new JsonObject
        {
            ["model"] = model,
            ["messages"] = new JsonArray([
                .. messages.Select(message =>
                    (JsonNode)new JsonObject { ["role"] = message.Role.Value, ["content"] = WriteContents(message.Contents) }
                ),
            ]),
        };
        if (options?.MaxOutputTokens is { } maxTokens)
        {
            body["max_tokens"] = maxTokens;
        }

        if (options?.Temperature is { } temperature)
        {
            body["temperature"] = temperature;
        }

        if (options?.Seed is { } seed)
        {
            body["seed"] = seed;
        }

        if (options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } format)
        {
            body["response_format"] = new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject { ["name"] = format.SchemaName, ["schema"] = JsonNode.Parse(schema.GetRawText()) },
            };
        }

        if (stream)
        {
            body["stream"] = true;
            body["stream_options"] = new JsonObject { ["include_usage"] = true };
        }
        return Encoding.UTF8.GetBytes(CompactJson.Write(body));
    }

    private static JsonNode? WriteContents(IList<AIContent> contents) =>
        contents is [TextContent only] ? JsonValue.Create(only.Text) : new JsonArray([.. contents.Select(WriteContent).OfType<JsonNode>()]);

    private static JsonObject? WriteContent(AIContent content) =>
        content switch
        {
            TextContent text => new JsonObject { ["type"] = "text", ["text"] = text.Text },
            DataContent data => new JsonObject
            {
                ["type"] = "image_url",
                ["image_url"] = new JsonObject { ["url"] = data.Uri },
            },
            _ => null,
        };
}
