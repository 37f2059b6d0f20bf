using System.Text.Json.Nodes;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.Tokens;

namespace Reelsight.Analysis.StructuredOutput;

/// <summary>Makes JSON fit into a number of tokens by leaving out the last entries of its longest lists, so that it stays valid.</summary>
public static class JsonShortener
{
    // Every round writes all of it: what has very many lists is cut off like text instead.
    private const long MaxCharacters = 50_000_000;

    /// <summary>
    /// A value as text of at most a number of tokens, valid against its schema; null when shortening arrays is not enough.
    /// </summary>
    public static string? Fit(JsonNode? value, SchemaNode? schema, int maxTokens, CancellationToken ct = default)
    {
        var copy = value?.DeepClone();
        var written = 0L;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var text = CompactJson.Write(copy);
            var tokens = TokenCounter.Count(text);
            if (tokens <= maxTokens)
            {
                return text;
            }

            if ((written += text.Length) > MaxCharacters)
            {
                return null;
            }

            if (FindLists(copy).OrderByDescending(l => TokenCounter.Count(CompactJson.Write(l))).FirstOrDefault() is not { } longest)
            {
                return null;
            }
            // A whole share at once, so that long lists take few rounds.
            for (var leave = Math.Max(1, (int)(longest.Count * (1 - (double)maxTokens / tokens))); leave > 0 && longest.Count > 0; leave--)
            {
                longest.RemoveAt(longest.Count - 1);
            }

            if (schema is not null && SchemaValidator.Validate(copy, schema, ct) is not null)
            {
                return null;
            }
        }
    }

    private static IEnumerable<JsonArray> FindLists(JsonNode? node) =>
        node switch
        {
            JsonArray { Count: > 0 } list => list.SelectMany(FindLists).Prepend(list),
            JsonObject map => map.SelectMany(p => FindLists(p.Value)),
            _ => [],
        };
}
