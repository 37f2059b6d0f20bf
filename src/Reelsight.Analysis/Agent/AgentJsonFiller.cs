using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.StructuredOutput;

namespace Reelsight.Analysis.Agent;

/// <summary>
/// Fills a schema from a store: string fields named like an answer get the prose, arrays of items get the items that the prose cites, and
/// other fields are filled from the evidence of the cited items, arrays from all of them, single values from the first that supports one.
/// </summary>
internal sealed partial class AgentJsonFiller(VideoAnalyzer analyzer, SchemaNode schema, string question)
{
    private const int MaxItems = 12;
    private static readonly string[] _proseFields = ["answer", "response", "text", "summary", "message", "explanation", "result"];
    private static readonly string[] _idFields = ["item_id", "item", "id", "video_id"];
    private static readonly string[] _titleFields = ["title", "video_title", "item_title", "filename", "file", "name", "video", "source"];
    private static readonly string[] _startFields = ["start_sec", "start", "start_time"];
    private static readonly string[] _endFields = ["end_sec", "end", "end_time"];

    /// <summary>The answer as JSON that is valid against the schema.</summary>
    public async Task<string> FillAsync(
        string prose,
        IReadOnlyList<AgentCitation> citations,
        IReadOnlyList<AgentItem> items,
        IStoreEvidence evidence,
        CancellationToken ct
    )
    {
        var filled = new List<JsonAnswer>();
        var plan = analyzer.ParsePrompt(question);
        foreach (var item in citations.Select(c => c.Item).Concat(items).DistinctBy(i => i.Id).Take(MaxItems))
        {
            if (await evidence.ReadAsync(item, ct) is { } timeline)
            {
                filled.Add(analyzer.AnswerJson(timeline, schema, plan, ct));
            }
        }

        var root = schema.Resolved;
        var value =
            root.Type == SchemaType.Object
                ? FillObject(root, RemoveMarkers(prose), citations, filled)
                : filled.FirstOrDefault()?.Value?.DeepClone();
        if (SchemaValidator.Validate(value, schema, ct) is not null)
        {
            value = filled.FirstOrDefault()?.Value?.DeepClone() ?? MinimalValue.Create(schema);
        }

        return CompactJson.Write(value);
    }

    private static JsonObject FillObject(SchemaNode root, string prose, IReadOnlyList<AgentCitation> citations, List<JsonAnswer> filled)
    {
        var map = new JsonObject();
        foreach (var property in root.Properties)
        {
            var node = property.Schema.Resolved;
            map[property.Name] =
                node is { Type: SchemaType.String, Enum: null } && _proseFields.Contains(property.Name) ? JsonValue.Create(prose)
                : node.Type == SchemaType.Array && node.Items?.Resolved is { Type: SchemaType.Object } entry && IsItemEntry(entry)
                    ? FillCitedEntries(entry, citations)
                : node.Type == SchemaType.Array ? MergeLists(property.Name, filled)
                : FindFirstSupported(property, filled);
        }
        return map;
    }

    private static bool IsItemEntry(SchemaNode entry) =>
        entry.Properties.Any(p =>
            p.Schema.Resolved.Type == SchemaType.String && (_idFields.Contains(p.Name) || _titleFields.Contains(p.Name))
        );

    private static JsonArray FillCitedEntries(SchemaNode entry, IReadOnlyList<AgentCitation> citations)
    {
        var timed = entry.Properties.Any(p => _startFields.Contains(p.Name));
        var entries = timed ? citations.DistinctBy(c => (c.Item.Id, c.StartSec, c.EndSec)) : citations.DistinctBy(c => c.Item.Id);
        return
        [
            .. entries.Select(citation =>
                (JsonNode)new JsonObject(entry.Properties.Select(p => KeyValuePair.Create(p.Name, FillCitedField(p, citation))))
            ),
        ];
    }

    private static JsonNode? FillCitedField(SchemaProperty property, AgentCitation citation)
    {
        var type = property.Schema.Resolved.Type;
        var isNumber = type is SchemaType.Number or SchemaType.Integer;
        if (type == SchemaType.String && _idFields.Contains(property.Name))
        {
            return JsonValue.Create(citation.Item.Id);
        }

        if (type == SchemaType.String && _titleFields.Contains(property.Name))
        {
            return JsonValue.Create(citation.Item.Title);
        }

        if (isNumber && _startFields.Contains(property.Name))
        {
            return CreateNumber(type, citation.StartSec ?? 0);
        }

        if (isNumber && _endFields.Contains(property.Name))
        {
            return CreateNumber(type, citation.EndSec ?? 0);
        }

        return MinimalValue.Create(property.Schema);
    }

    private static JsonValue CreateNumber(SchemaType type, double sec) =>
        type == SchemaType.Integer ? JsonValue.Create((long)Math.Round(sec)) : JsonValue.Create(Math.Round(sec, 3));

    private static JsonArray MergeLists(string name, List<JsonAnswer> filled) =>
        [
            .. filled
                .SelectMany(f => (f.Value as JsonObject)?[name] as JsonArray ?? [])
                .Select(node => node?.DeepClone())
                .DistinctBy(node => node?.ToJsonString()),
        ];

    private static JsonNode? FindFirstSupported(SchemaProperty property, List<JsonAnswer> filled)
    {
        var supported = filled.FirstOrDefault(f =>
            f.Claims.Any(c => c.Facts.Count > 0 && c.Text.StartsWith($"$.{property.Name}", StringComparison.Ordinal))
        ) ?? filled.FirstOrDefault();
        return supported?.Value is JsonObject map && map.TryGetPropertyValue(property.Name, out var value)
            ? value?.DeepClone()
            : MinimalValue.Create(property.Schema);
    }

    private static string RemoveMarkers(string prose) => Marker().Replace(prose, "");

    [GeneratedRegex(@" \[\d+\]")]
    private static partial Regex Marker();
}
