using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.OpenApi;

/// <summary>
/// Builds JSON Schemas from the records that are read and written as JSON. Each record is a component of its own. In responses a field
/// that is never null is required; which fields a request body requires is a rule of the operation.
/// </summary>
internal sealed class WireSchemas
{
    private const string Root = "#/components/schemas/";
    private const string UserMetadata = "UserMetadata";

    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);
    private readonly XmlDocumentation _descriptions;
    private readonly IReadOnlyList<JsonSerializerContext> _contexts;
    private readonly JsonSchemaExporterOptions _options;
    private bool _isBody;

    internal WireSchemas(XmlDocumentation descriptions, IReadOnlyList<JsonSerializerContext> contexts)
    {
        _contexts = contexts;
        _descriptions = descriptions;
        _options = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };
        Components[UserMetadata] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "A flat object of what the user chose to note.",
            ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
        };
    }

    /// <summary>The components so far, by name.</summary>
    internal JsonObject Components { get; } = [];

    /// <summary>The schema of a shape, by the name of its property in one of the JSON contexts.</summary>
    /// <exception cref="InvalidOperationException">There is no such shape.</exception>
    internal JsonNode GetSchema(string shape, bool isBody = false)
    {
        var type = _contexts
            .Select(context => context.GetType().GetProperty(shape)?.GetValue(context))
            .OfType<JsonTypeInfo>()
            .FirstOrDefault()
            ?? throw new InvalidOperationException($"No JSON context has a shape {shape}.");
        _isBody = isBody;
        return GetSchema(type);
    }

    /// <summary>The field of a body that a dotted name leads to, with the object that holds it.</summary>
    /// <exception cref="InvalidOperationException">The shape has no such field.</exception>
    internal (JsonObject Owner, JsonObject Field) Find(JsonNode schema, string path)
    {
        var owner = Resolve(schema);
        var field = owner;
        foreach (var name in path.Split('.'))
        {
            owner = field;
            if (owner["properties"]?[name] is not JsonObject found)
            {
                throw new InvalidOperationException($"There is no {path} in the shape of the body.");
            }

            field = Resolve(found);
        }
        return (owner, owner["properties"]![path.Split('.')[^1]]!.AsObject());
    }

    // Through references and into the elements of lists.
    private JsonObject Resolve(JsonNode schema) =>
        schema switch
        {
            JsonObject node when node["$ref"] is { } reference => Resolve(Components[reference.GetValue<string>()[Root.Length..]]!),
            JsonObject node when node["items"] is JsonObject items => Resolve(items),
            _ => schema.AsObject(),
        };

    private JsonNode GetSchema(JsonTypeInfo type) =>
        type.Kind == JsonTypeInfoKind.Object ? AddComponent(type) : JsonSchemaExporter.GetJsonSchemaAsNode(type, _options);

    private JsonObject AddComponent(JsonTypeInfo type)
    {
        if (Nullable.GetUnderlyingType(type.Type) is { } value)
        {
            return AddComponent(type.Options.GetTypeInfo(value));
        }

        var name = GetComponentName(type.Type);
        if (_types.TryAdd(name, type.Type))
        {
            Components[name] = null;
            Components[name] = JsonSchemaExporter.GetJsonSchemaAsNode(type, _options);
        }
        else if (_types[name] != type.Type)
        {
            throw new InvalidOperationException($"{type.Type} and {_types[name]} would both be called {name}.");
        }

        return new JsonObject { ["$ref"] = Root + name };
    }

    private JsonObject Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = context.TypeInfo;
        var property = context.PropertyInfo;
        var isRoot = context.Path.Length == 0;
        var schema = node as JsonObject ?? [];
        if (type.Kind == JsonTypeInfoKind.Object && !isRoot)
        {
            schema = AddComponent(type);
        }
        else if (type.Kind == JsonTypeInfoKind.Object)
        {
            CompleteObjectSchema(type, schema);
        }
        else if (Is<DateTimeOffset>(type.Type))
        {
            schema = new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        }
        else if (type.Type == typeof(Base64Text))
        {
            schema = new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" };
        }
        else if (property?.Name == "user_metadata")
        {
            schema = new JsonObject { ["$ref"] = Root + UserMetadata };
        }

        if (property is null)
        {
            return schema;
        }

        var shape = Attribute<JsonSchemaTypeAttribute>(property);
        if (shape is not null)
        {
            schema = GetSchema(_contexts.Select(c => c.GetTypeInfo(shape.Type)).First(found => found is not null)!).AsObject();
        }

        if (Attribute<OneOfAttribute>(property) is { } words)
        {
            (schema["items"]?.AsObject() ?? schema)["enum"] = new JsonArray([.. words.Words.Select(w => (JsonNode)w)]);
        }

        schema.Remove("default");
        RemoveNull(schema);
        if (IsWrittenAsNull(property) || shape is { AllowsNull: true })
        {
            schema = new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        }

        if (_descriptions.GetSummary(property.DeclaringType, GetClrName(property)) is { } description)
        {
            schema["description"] = description;
        }

        return schema;
    }

    private void CompleteObjectSchema(JsonTypeInfo type, JsonObject schema)
    {
        RemoveNull(schema);
        schema.Remove("required");
        if (_descriptions.GetSummary(type.Type) is { } description)
        {
            schema["description"] = description;
        }

        if (_isBody)
        {
            return;
        }

        var required = type
            .Properties.Where(p => p.Get is not null && (IsWrittenAsNull(p) || !IsNullable(p)))
            .Select(p => (JsonNode)p.Name)
            .ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }
    }

    private static void RemoveNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray types && types.Select(t => t!.GetValue<string>()).Where(t => t != "null").ToArray() is [var only])
        {
            schema["type"] = only;
        }
    }

    private static bool IsNullable(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsGetNullable;

    private static bool IsWrittenAsNull(JsonPropertyInfo property) =>
        IsNullable(property) && Attribute<JsonIgnoreAttribute>(property)?.Condition == JsonIgnoreCondition.Never;

    private static bool Is<T>(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(T);

    private static TAttribute? Attribute<TAttribute>(JsonPropertyInfo property)
        where TAttribute : Attribute =>
        property.AttributeProvider?.GetCustomAttributes(typeof(TAttribute), true).FirstOrDefault() as TAttribute
        ?? property.AssociatedParameter?.AttributeProvider?.GetCustomAttributes(typeof(TAttribute), true).FirstOrDefault() as TAttribute;

    private static string GetClrName(JsonPropertyInfo property) => (property.AttributeProvider as MemberInfo)?.Name ?? property.Name;

    // CreateIndex.Body is CreateIndexBody, AssetView is Asset, ListOf<AssetView> is AssetList.
    private static string GetComponentName(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ListOf<>))
        {
            return GetComponentName(type.GetGenericArguments()[0]) + "List";
        }

        var name = type.DeclaringType?.Name + type.Name;
        return name.EndsWith("View", StringComparison.Ordinal) ? name[..^4] : name;
    }
}
