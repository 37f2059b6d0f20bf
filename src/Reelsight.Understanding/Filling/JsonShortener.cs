using System.Text.Json.Nodes;
using Reelsight.Understanding.Schemas;
using Reelsight.Understanding.Tokens;

namespace Reelsight.Understanding.Filling;

/// <summary>Makes JSON fit into a number of tokens by leaving out the last entries of its longest lists, so that it stays valid.</summary>
public static class JsonShortener
{
    /// <summary>
    /// The text of a value in at most so many tokens, valid against its schema; null when that cannot be done by shortening lists.
    /// </summary>
    public static string? Fit(JsonNode? value, SchemaNode? schema, int mostTokens)
    {
        var copy = value?.DeepClone();
        while (true)
        {
            var text = JsonText.Of(copy);
            var tokens = TokenCounter.Count(text);
            if (tokens <= mostTokens)
            {
                return text;
            }

            if (Lists(copy).OrderByDescending(l => TokenCounter.Count(JsonText.Of(l))).FirstOrDefault() is not { } longest)
            {
                return null;
            }
            // A whole share at once, so that long lists take few rounds.
            for (var leave = Math.Max(1, (int)(longest.Count * (1 - (double)mostTokens / tokens))); leave > 0 && longest.Count > 0; leave--)
            {
                longest.RemoveAt(longest.Count - 1);
            }

            if (schema is not null && SchemaCheck.Validate(copy, schema) is not null)
            {
                return null;
            }
        }
    }

    private static IEnumerable<JsonArray> Lists(JsonNode? node) =>
        node switch
        {
            JsonArray { Count: > 0 } list => list.SelectMany(Lists).Prepend(list),
            JsonObject map => map.SelectMany(p => Lists(p.Value)),
            _ => [],
        };
}
