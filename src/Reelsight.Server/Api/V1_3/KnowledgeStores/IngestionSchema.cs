using System.Text.Json;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// The JSON Schemas that an ingestion configuration takes: an object at the root; every property, at any depth, with a description; and no
/// keywords but those below. Whatever else is refused with 422 rather than ignored.
/// </summary>
internal static class IngestionSchema
{
    /// <summary>Deeper schemas are a mistake, and a way to exhaust the stack.</summary>
    private const int MaxDepth = 32;
    private const string Root = "json_schema";

    private static readonly string[] _types = ["object", "array", "string", "number", "integer", "boolean"];

    /// <summary>Passes a schema that keeps the rules.</summary>
    /// <exception cref="ApiException">422, naming the place and the rule.</exception>
    internal static void Check(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw CreateError(Root, "must be a JSON object");
        }

        if (!schema.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() != "object")
        {
            throw CreateError(Root, "must have the type \"object\"");
        }

        if (!schema.TryGetProperty("properties", out _))
        {
            throw CreateError(Root, "must have properties");
        }

        CheckSchema(schema, Root, 0);
    }

    private static void CheckSchema(JsonElement schema, string at, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw CreateError(at, "must be a JSON object");
        }

        if (depth > MaxDepth)
        {
            throw CreateError(at, $"is nested more than {MaxDepth} levels deep");
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            CheckKeyword(keyword.Name, keyword.Value, at, depth);
        }
    }

    private static void CheckKeyword(string keyword, JsonElement value, string at, int depth)
    {
        switch (keyword)
        {
            case "type":
                Must(
                    value.ValueKind == JsonValueKind.String && _types.Contains(value.GetString()),
                    $"must be one of {string.Join(", ", _types)}, alone"
                );
                break;
            case "title" or "description" or "format":
                Must(value.ValueKind == JsonValueKind.String, "must be a text");
                break;
            case "enum":
                Must(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0, "must be a list of values");
                break;
            case "required":
                Must(
                    value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String),
                    "must be a list of names"
                );
                break;
            case "additionalProperties":
                Must(value.ValueKind is JsonValueKind.True or JsonValueKind.False, "must be true or false");
                break;
            case "minItems" or "maxItems":
                Must(
                    value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var items) && items >= 0,
                    "must be a whole number of at least 0"
                );
                break;
            case "minimum" or "maximum":
                Must(value.ValueKind == JsonValueKind.Number, "must be a number");
                break;
            case "items":
                CheckSchema(value, $"{at}.items", depth + 1);
                break;
            case "prefixItems":
                Must(value.ValueKind == JsonValueKind.Array, "must be a list of schemas");
                foreach (var item in value.EnumerateArray())
                {
                    CheckSchema(item, $"{at}.prefixItems", depth + 1);
                }

                break;
            case "properties":
                CheckProperties(value, at, depth);
                break;
            default:
                throw CreateError($"{at}.{keyword}", "is a keyword that is not supported here");
        }

        void Must(bool holds, string rule)
        {
            if (!holds)
            {
                throw CreateError($"{at}.{keyword}", rule);
            }
        }
    }

    private static void CheckProperties(JsonElement properties, string at, int depth)
    {
        if (properties.ValueKind != JsonValueKind.Object)
        {
            throw CreateError($"{at}.properties", "must be a JSON object");
        }

        foreach (var property in properties.EnumerateObject())
        {
            var place = $"{at}.properties.{property.Name}";
            CheckSchema(property.Value, place, depth + 1);
            if (!property.Value.TryGetProperty("description", out var description) || string.IsNullOrWhiteSpace(description.GetString()))
            {
                throw CreateError(place, "must have a description");
            }
        }
    }

    private static ApiException CreateError(string at, string rule) =>
        new(422, ErrorCodes.ParameterInvalid, $"In ingestion_config, {at} {rule}.");
}
