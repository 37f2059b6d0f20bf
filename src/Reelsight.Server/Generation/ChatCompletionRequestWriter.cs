using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Analysis.StructuredOutput;

namespace Reelsight.Server.Generation;

/// <summary>Writes a question as the body of POST /chat/completions, with nothing in it that some servers do not take.</summary>
internal static class ChatCompletionRequestWriter
{
    /// <summary>The body.</summary>
    internal static byte[] Write(string model, LanguageModelRequest request, bool stream)
    {
        var messages = new JsonArray(new JsonObject { ["role"] = "system", ["content"] = request.SystemPrompt });
        for (var i = 0; i < request.Turns.Count; i++)
        {
            messages.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["role"] = i % 2 == 0 ? "user" : "assistant",
                        ["content"] = i == 0 && request.Images.Count > 0 ? WriteImages(request) : JsonValue.Create(request.Turns[i]),
                    }
            );
        }

        var body = new JsonObject
        {
            ["model"] = model,
            ["messages"] = messages,
            ["max_tokens"] = request.MaxTokens,
            ["temperature"] = request.Temperature,
        };
        // The likeliest word is not always the only one that is likeliest.
        if (request.Temperature == 0)
        {
            body["seed"] = 0;
        }

        if (request.Schema is { } schema)
        {
            body["response_format"] = new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject { ["name"] = "answer", ["schema"] = schema.DeepClone() },
            };
        }

        if (stream)
        {
            body["stream"] = true;
            body["stream_options"] = new JsonObject { ["include_usage"] = true };
        }
        return Encoding.UTF8.GetBytes(CompactJson.Write(body));
    }

    private static JsonArray WriteImages(LanguageModelRequest request)
    {
        var parts = new JsonArray();
        foreach (var picture in request.Images)
        {
            parts.Add((JsonNode)CreateTextPart(string.Create(CultureInfo.InvariantCulture, $"Picture at {picture.TimeSec:0.0} s:")));
            parts.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["type"] = "image_url",
                        ["image_url"] = new JsonObject { ["url"] = $"data:image/jpeg;base64,{Convert.ToBase64String(picture.Jpeg)}" },
                    }
            );
        }
        parts.Add((JsonNode)CreateTextPart(request.Turns[0]));
        return parts;
    }

    private static JsonObject CreateTextPart(string text) => new() { ["type"] = "text", ["text"] = text };
}
