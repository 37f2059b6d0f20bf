using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>Extracts the JSON from a model's answer, which may hold code fences, reasoning and other text around it.</summary>
internal static class JsonResponseParser
{
    /// <summary>The value; null with a reason when there is none.</summary>
    public static (JsonNode? Value, string? Wrong) Extract(string text)
    {
        var bare = ReasoningFilter.RemoveReasoning(text).Trim();
        if (bare.StartsWith("```", StringComparison.Ordinal) && bare.IndexOf('\n', StringComparison.Ordinal) is var line and > 0)
        {
            bare = bare[(line + 1)..];
        }

        if (TryParse(bare) is { } whole)
        {
            return (whole, null);
        }

        var start = bare.IndexOfAny(['{', '[']);
        var end = bare.LastIndexOfAny(['}', ']']);
        if (start < 0 || end <= start)
        {
            return (null, "the answer holds no JSON");
        }

        return TryParse(bare[start..(end + 1)]) is { } inner ? (inner, null) : (null, "the answer is not valid JSON");
    }

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return
                JsonNode.Parse(
                    text,
                    documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
                )
                    is { } value
                ? RejectDuplicateNames(value)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Names that occur twice are only noticed when they are read.
    private static JsonNode? RejectDuplicateNames(JsonNode value)
    {
        try
        {
            return value.DeepClone();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
