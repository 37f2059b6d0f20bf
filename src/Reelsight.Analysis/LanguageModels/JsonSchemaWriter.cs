using System.Text.Json.Nodes;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>
/// Writes a schema as JSON Schema that any model server understands: the contract's own type for times becomes numbers and texts.
/// </summary>
internal sealed class JsonSchemaWriter
{
    private readonly JsonObject _definitions = [];
    private readonly Dictionary<SchemaNode, string> _names = new(ReferenceEqualityComparer.Instance);

    /// <summary>The schema as JSON.</summary>
    public static JsonObject Build(SchemaNode schema)
    {
        var text = new JsonSchemaWriter();
        var root = text.WriteNode(schema);
        if (text._definitions.Count > 0)
        {
            root["$defs"] = text._definitions;
        }

        return root;
    }

    private JsonObject WriteNode(SchemaNode node)
    {
        if (node.Target is null)
        {
            return WritePlain(node);
        }

        var target = node.Resolved;
        if (!_names.TryGetValue(target, out var name))
        {
            _names.Add(target, name = $"d{_names.Count + 1}");
            _definitions[name] = WritePlain(target);
        }
        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private JsonObject WritePlain(SchemaNode node)
    {
        var json = new JsonObject();
        if ((node.Description ?? node.Title) is { } description)
        {
            json["description"] = description;
        }

        if (node.AnyOf is { } options)
        {
            json["anyOf"] = new JsonArray([.. options.Select(WriteNode)]);
            return json;
        }
        if (node.Type is not (SchemaType.Any or SchemaType.Timestamp))
        {
            json["type"] = node.Type.ToString().ToLowerInvariant();
        }

        if (node.Enum is { } values)
        {
            json["enum"] = new JsonArray([.. values.Select(v => v?.DeepClone())]);
        }

        if (node.Type == SchemaType.Timestamp)
        {
            WriteTime(json, node.Format);
        }

        if (node.Type == SchemaType.String && node.Pattern is { } pattern)
        {
            json["pattern"] = pattern;
        }

        if (node.Type == SchemaType.String && node.Format is { } format)
        {
            if (format.StartsWith("hh", StringComparison.Ordinal))
            {
                WriteTime(json, format);
            }
            else
            {
                json["format"] = format;
            }
        }
        Limit("minimum", node.Minimum);
        Limit("maximum", node.Maximum);
        Limit("exclusiveMinimum", node.ExclusiveMinimum);
        Limit("exclusiveMaximum", node.ExclusiveMaximum);
        if (node.Type == SchemaType.Array)
        {
            if (node.Items is { } items)
            {
                json["items"] = WriteNode(items);
            }

            if (node.MinItems > 0)
            {
                json["minItems"] = node.MinItems;
            }
        }
        if (node.Type == SchemaType.Object)
        {
            json["properties"] = new JsonObject(node.Properties.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)WriteNode(p.Schema))));
            json["required"] = new JsonArray([.. node.Properties.Where(p => p.Required).Select(p => (JsonNode)p.Name)]);
            json["additionalProperties"] = false;
        }
        return json;

        void Limit(string keyword, double? value)
        {
            if (value is { } number)
            {
                json[keyword] = number;
            }
        }
    }

    private static void WriteTime(JsonObject json, string? format)
    {
        json["type"] = format == "seconds" ? "number" : "string";
        if (format != "seconds")
        {
            json["pattern"] = format == "hh:mm:ss" ? @"^\d{2,}:\d{2}:\d{2}$" : @"^\d{2,}:\d{2}:\d{2}\.\d{3}$";
        }
    }
}
