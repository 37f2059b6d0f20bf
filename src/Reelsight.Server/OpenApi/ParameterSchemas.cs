using System.Text.Json.Nodes;
using Reelsight.Server.Contract;

namespace Reelsight.Server.OpenApi;

/// <summary>Builds OpenAPI parameters and form schemas from the list of operations.</summary>
internal static class ParameterSchemas
{
    /// <summary>The OpenAPI parameters of one query parameter; one that may be a range becomes three.</summary>
    internal static IEnumerable<JsonNode> BuildQueryParameters(OperationParameter parameter)
    {
        yield return Named(parameter.Name, parameter.Description);
        if (!parameter.Range)
        {
            yield break;
        }

        yield return Named($"{parameter.Name}[gte]", $"{parameter.Name} is at least this.");
        yield return Named($"{parameter.Name}[lte]", $"{parameter.Name} is at most this.");

        JsonObject Named(string name, string description) =>
            new()
            {
                ["name"] = name,
                ["in"] = "query",
                ["required"] = parameter.Required,
                ["description"] = description,
                ["schema"] = BuildSchema(parameter),
            };
    }

    /// <summary>The schema of a multipart form.</summary>
    internal static JsonObject BuildForm(IReadOnlyList<OperationParameter> fields)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(
                fields.Select(f =>
                {
                    var field = BuildSchema(f);
                    field["description"] = f.Description;
                    return KeyValuePair.Create<string, JsonNode?>(f.Name, field);
                })
            ),
        };
        if (fields.Where(f => f.Required).Select(f => (JsonNode)f.Name).ToArray() is { Length: > 0 } required)
        {
            schema["required"] = new JsonArray(required);
        }

        return schema;
    }

    /// <summary>Adds to the schema of a body field the rules that its C# type does not express.</summary>
    internal static void ApplyToField((JsonObject Owner, JsonObject Field) place, OperationParameter parameter)
    {
        var (owner, field) = place;
        var name = parameter.Name.Split('.')[^1];
        if (parameter.Schema is { } schema)
        {
            owner["properties"]![name] = field = JsonNode.Parse(schema.GetRawText())!.AsObject();
        }

        field["description"] = parameter.Description;
        Constrain(field, parameter);
        if (!parameter.Required)
        {
            return;
        }

        if (owner["required"] is not JsonArray required)
        {
            owner["required"] = required = [];
        }

        if (!required.Any(r => r!.GetValue<string>() == name))
        {
            required.Add(name);
        }
    }

    private static JsonObject BuildSchema(OperationParameter parameter)
    {
        var one = parameter.Type switch
        {
            "integer" or "number" or "boolean" => new JsonObject { ["type"] = parameter.Type },
            "time" => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            "json" => new JsonObject { ["type"] = "string", ["contentMediaType"] = "application/json" },
            "file" => new JsonObject { ["type"] = "string", ["contentMediaType"] = "application/octet-stream" },
            null or "string" => new JsonObject { ["type"] = "string" },
            _ => throw new InvalidOperationException($"{parameter.Name} has the unknown type {parameter.Type}."),
        };
        var schema = parameter.List ? new JsonObject { ["type"] = "array", ["items"] = one } : one;
        Constrain(schema, parameter);
        return schema;
    }

    private static void Constrain(JsonObject schema, OperationParameter parameter)
    {
        if (parameter.OneOf is { } words)
        {
            (schema["items"]?.AsObject() ?? schema)["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]);
        }

        if (parameter.Default is { } fallback)
        {
            schema["default"] = JsonNode.Parse(fallback.GetRawText());
        }

        var (minKeyword, maxKeyword) = (string?)schema["type"] switch
        {
            "array" => ("minItems", "maxItems"),
            "string" => ("minLength", "maxLength"),
            _ => ("minimum", "maximum"),
        };
        if (parameter.Min is { } min)
        {
            schema[minKeyword] = min;
        }

        if (parameter.Max is { } max)
        {
            schema[maxKeyword] = max;
        }
    }
}
