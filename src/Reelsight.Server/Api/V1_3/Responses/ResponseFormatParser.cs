using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Analysis.Schemas;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Api.V1_3.Responses;

/// <summary>
/// The <c>text.format</c> of a response: prose, or JSON by a schema. Whatever the schema says, every property is required and there are no
/// others, so that clients can rely on what they named.
/// </summary>
internal static class ResponseFormatParser
{
    private const int MaxDepth = 64;

    /// <summary>The schema to fill, or null for prose.</summary>
    /// <exception cref="ApiException">400: the form is wrong; 422: a keyword is not supported.</exception>
    internal static SchemaNode? Parse(ResponseBody.FormatBody? format)
    {
        switch (format?.Type)
        {
            case null when format is null:
                return null;
            case "text":
                return null;
            case "json_schema":
                break;
            default:
                throw Fail.Invalid("The parameter text.format.type must be text or json_schema.");
        }
        if (string.IsNullOrWhiteSpace(format!.Name))
        {
            throw Fail.Missing("text.format.name");
        }

        if (format.Schema is not { ValueKind: JsonValueKind.Object } schema)
        {
            throw Fail.Missing("text.format.schema");
        }

        try
        {
            using var closed = JsonDocument.Parse(RequireAllProperties(JsonNode.Parse(schema.GetRawText()), 0)!.ToJsonString());
            return SchemaParser.Parse(closed.RootElement.Clone(), new SchemaParserOptions(Timestamps: false));
        }
        catch (SchemaException e)
        {
            throw new ApiException(e.Unsupported ? 422 : 400, ErrorCodes.ParameterInvalid, $"In text.format.schema, {e.Message}");
        }
    }

    private static JsonNode? RequireAllProperties(JsonNode? node, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Fail.Invalid("The parameter text.format.schema is nested too deeply.");
        }

        if (node is JsonArray list)
        {
            foreach (var entry in list)
            {
                RequireAllProperties(entry, depth + 1);
            }
        }

        if (node is not JsonObject map)
        {
            return node;
        }

        foreach (var (_, inner) in map.ToList())
        {
            RequireAllProperties(inner, depth + 1);
        }

        if (map["properties"] is JsonObject properties && map["type"] is JsonValue)
        {
            map["required"] = new JsonArray([.. properties.Select(p => (JsonNode)p.Key)]);
            // Answers have no other properties anyway.
            map.Remove("additionalProperties");
        }
        return node;
    }
}
