using System.Text.Json;

namespace Reelsight.Analysis.Schemas;

/// <summary>
/// Parses the supported subset of JSON Schema (Draft 2020-12): types, properties, required, items, minItems 0 or 1,
/// enum, const, anyOf, $ref to $defs, pattern, format, minimum, maximum and their exclusive forms. Other keywords are refused, except
/// those that only annotate.
/// </summary>
public sealed class SchemaParser
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 2000;
    private const int MaxCharacters = 256 * 1024;

    private static readonly string[] Annotations =
    [
        "title",
        "description",
        "$comment",
        "default",
        "examples",
        "example",
        "$schema",
        "$id",
        "deprecated",
        "readOnly",
        "writeOnly",
        "strict",
        "name",
    ];
    private static readonly string[] StringFormats = ["uuid", "date-time", "date", "time"];
    private static readonly string[] TimeFormats = ["seconds", "hh:mm:ss", "hh:mm:ss.fff"];
    private static readonly string[] TimePropertyNames = ["start_time", "end_time"];

    private readonly SchemaParserOptions _rules;
    private readonly Dictionary<string, JsonElement> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SchemaNode> _parsed = new(StringComparer.Ordinal);
    private readonly List<(SchemaNode Node, string Path)> _nodes = [];

    private SchemaParser(SchemaParserOptions rules) => _rules = rules;

    /// <summary>Parses a schema.</summary>
    /// <exception cref="SchemaException">It is invalid or uses unsupported keywords; the message names the path.</exception>
    public static SchemaNode Parse(JsonElement schema, SchemaParserOptions rules)
    {
        if (!SchemaTexts.AreWhole(schema))
        {
            throw CreateInvalid("$", "holds a text with half a character, or bytes that are none");
        }

        if (schema.GetRawText().Length > MaxCharacters)
        {
            throw CreateInvalid("$", $"is longer than {MaxCharacters} characters");
        }

        var parser = new SchemaParser(rules);
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$defs", out var definitions))
        {
            if (definitions.ValueKind != JsonValueKind.Object)
            {
                throw CreateInvalid("$.$defs", "must be an object of schemas");
            }

            foreach (var definition in definitions.EnumerateObject())
            {
                parser._definitions[definition.Name] = definition.Value;
            }
        }
        var root = parser.ParseNode(schema, "$", 0, arrays: 0, name: null);
        // One after another: a chain of references must not become a chain of calls.
        foreach (var (name, definition) in parser._definitions)
        {
            parser._parsed[name] = parser.ParseNode(definition, $"$.$defs.{name}", 1, 0, null);
        }

        SmallestAnswer.Measure(root, parser._nodes);
        return root;
    }

    private SchemaNode ParseNode(JsonElement schema, string path, int level, int arrays, string? name)
    {
        if (_nodes.Count >= MaxNodes)
        {
            throw CreateInvalid(path, $"belongs to a schema with more than {MaxNodes} parts");
        }

        // Counted before what is inside it, and replaced by what it turns out to be.
        var place = _nodes.Count;
        _nodes.Add((new SchemaNode { Type = SchemaType.Any }, path));
        var node = ParseKeywords(schema, path, level, arrays, name);
        _nodes[place] = (node, path);
        return node;
    }

    private SchemaNode ParseKeywords(JsonElement schema, string path, int level, int arrays, string? name)
    {
        if (schema.ValueKind == JsonValueKind.True)
        {
            return new SchemaNode { Type = SchemaType.Any };
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw CreateInvalid(path, "must be a schema, which is a JSON object");
        }

        if (level > MaxDepth)
        {
            throw CreateInvalid(path, $"is nested deeper than {MaxDepth} levels");
        }

        foreach (
            var keyword in schema
                .EnumerateObject()
                .Select(p => p.Name)
                .Where(k => !SchemaKeywords.Known.Contains(k) && !Annotations.Contains(k))
        )
        {
            throw new SchemaException(true, path, $"the keyword {keyword} is not supported. {SchemaKeywords.SuggestAlternative(keyword)}");
        }

        var (title, description) = (ReadText(schema, "title", path), ReadText(schema, "description", path));
        if (schema.TryGetProperty("$ref", out var reference))
        {
            RequireStandalone(schema, "$ref", path);
            return ParseReference(reference, path) with { Title = title, Description = description };
        }
        if (schema.TryGetProperty("anyOf", out var anyOf))
        {
            RequireStandalone(schema, "anyOf", path);
            if (anyOf.ValueKind != JsonValueKind.Array || anyOf.GetArrayLength() == 0)
            {
                throw CreateInvalid(path, "anyOf must be an array with at least one schema");
            }

            return new SchemaNode
            {
                Type = SchemaType.Any,
                Title = title,
                Description = description,
                AnyOf = [.. anyOf.EnumerateArray().Select((s, i) => ParseNode(s, $"{path}.anyOf[{i}]", level + 1, arrays, name))],
            };
        }
        if (schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Array)
        {
            // ["string", "null"] is short for anyOf with one type each.
            if (type.GetArrayLength() == 0)
            {
                throw CreateInvalid(path, "type must name at least one type");
            }

            return new SchemaNode
            {
                Type = SchemaType.Any,
                Title = title,
                Description = description,
                AnyOf =
                [
                    .. SchemaConstraintParser
                        .SelectTypesWithValues(schema, type.EnumerateArray().Select(t => ParseTypeName(t, path)).Distinct(), path)
                        .Select(t => ParseType(schema, t, path, level, arrays, name) with { Title = title, Description = description }),
                ],
            };
        }
        var isImplied = type.ValueKind == JsonValueKind.Undefined;
        return ParseType(schema, isImplied ? InferType(schema) : ParseTypeName(type, path), path, level, arrays, name) with
        {
            Title = title,
            Description = description,
            IsTypeImplied = isImplied,
        };
    }

    private SchemaNode ParseType(JsonElement schema, SchemaType type, string path, int level, int arrays, string? name)
    {
        var format = ReadText(schema, "format", path);
        if (name is not null && TimePropertyNames.Contains(name) && _rules.Timestamps)
        {
            CheckTimeProperty(type, format, path);
        }

        var node = new SchemaNode { Type = type, Enum = SchemaConstraintParser.ParseAllowedValues(schema, type, path) };
        switch (type)
        {
            case SchemaType.Object:
                return node with { Properties = ParseProperties(schema, path, level, arrays) };
            case SchemaType.Array:
                if (!schema.TryGetProperty("items", out var items))
                {
                    throw CreateInvalid(path, "an array needs items");
                }

                return node with
                {
                    Items = ParseNode(items, $"{path}.items", level + 1, arrays + 1, null),
                    MinItems = ParseMinItems(schema, path),
                };
            case SchemaType.String:
                if (format is not null && !StringFormats.Contains(format))
                {
                    throw CreateInvalid(path, $"format must be one of {string.Join(", ", StringFormats)}");
                }

                var pattern = SchemaConstraintParser.ParsePattern(schema, path);
                return node with
                {
                    Pattern = pattern?.ToString(),
                    PatternRegex = pattern,
                    Format = format ?? (name is not null && TimePropertyNames.Contains(name) && _rules.Timestamps ? "hh:mm:ss.fff" : null),
                };
            case SchemaType.Timestamp:
                if (!_rules.Timestamps)
                {
                    throw CreateInvalid(path, "the type timestamp needs the model pegasus1.5");
                }

                if (format is null || !TimeFormats.Contains(format))
                {
                    throw CreateInvalid(path, $"a timestamp needs a format: one of {string.Join(", ", TimeFormats)}");
                }

                if (level > 1 && arrays == 0 || level > 3 || arrays > 1)
                {
                    throw CreateInvalid(path, "a timestamp may stand at the top level or one level inside the items of an array");
                }

                return node with
                {
                    Format = format,
                };
            case SchemaType.Integer or SchemaType.Number:
                return SchemaConstraintParser.ParseLimits(node, schema, path);
            default:
                return node;
        }
    }

    private List<SchemaProperty> ParseProperties(JsonElement schema, string path, int level, int arrays)
    {
        var required = new HashSet<string>(StringComparer.Ordinal);
        if (schema.TryGetProperty("required", out var names))
        {
            if (names.ValueKind != JsonValueKind.Array || names.EnumerateArray().Any(n => n.ValueKind != JsonValueKind.String))
            {
                throw CreateInvalid(path, "required must be an array of property names");
            }

            required.UnionWith(names.EnumerateArray().Select(n => n.GetString()!));
        }
        if (!schema.TryGetProperty("properties", out var properties))
        {
            return required.Count == 0
                ? []
                : throw CreateInvalid(path, $"required names {required.First()}, which properties does not declare");
        }
        if (properties.ValueKind != JsonValueKind.Object)
        {
            throw CreateInvalid(path, "properties must be an object of schemas");
        }

        var declared = new List<SchemaProperty>();
        foreach (var property in properties.EnumerateObject())
        {
            declared.Add(
                new SchemaProperty(
                    property.Name,
                    ParseNode(property.Value, $"{path}.{property.Name}", level + 1, arrays, property.Name),
                    required.Contains(property.Name)
                )
            );
        }

        if (required.Except(declared.Select(d => d.Name), StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            throw CreateInvalid(path, $"required names {missing}, which properties does not declare");
        }

        return [.. declared.OrderBy(d => d.Required ? 0 : 1)];
    }

    private SchemaNode ParseReference(JsonElement reference, string path)
    {
        const string Prefix = "#/$defs/";
        if (reference.ValueKind != JsonValueKind.String || !reference.GetString()!.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw CreateInvalid(path, "$ref must have the form #/$defs/NAME");
        }

        var name = reference.GetString()![Prefix.Length..];
        if (!_definitions.ContainsKey(name))
        {
            throw CreateInvalid(path, $"$ref names {name}, which $defs does not have");
        }

        return new SchemaNode { Type = SchemaType.Any, Target = () => _parsed[name] };
    }

    // Left out silently, a keyword beside one of these would let answers through that break it.
    private static void RequireStandalone(JsonElement schema, string keyword, string path)
    {
        var beside = schema
            .EnumerateObject()
            .Select(p => p.Name)
            .FirstOrDefault(k => k != keyword && k != "$defs" && SchemaKeywords.Known.Contains(k));
        if (beside is not null)
        {
            throw CreateInvalid(
                path,
                $"{keyword} must stand alone; move {beside} into the "
                    + $"{(keyword == "$ref" ? "schema that it refers to" : "schemas that it lists")}"
            );
        }
    }

    private static int ParseMinItems(JsonElement schema, string path)
    {
        if (!schema.TryGetProperty("minItems", out var min))
        {
            return 0;
        }

        if (min.ValueKind != JsonValueKind.Number || !min.TryGetInt32(out var number) || number < 0)
        {
            throw CreateInvalid(path, "minItems must be 0 or 1");
        }

        return number <= 1 ? number : throw new SchemaException(true, path, "minItems above 1 is not supported. Use 0 or 1.");
    }

    private static void CheckTimeProperty(SchemaType type, string? format, string path)
    {
        if (type is SchemaType.Boolean or SchemaType.Object or SchemaType.Array or SchemaType.Null)
        {
            throw CreateInvalid(path, "a property with this name is a time: its type must be number, integer, string or timestamp");
        }

        if (type == SchemaType.String && format is not null)
        {
            throw CreateInvalid(
                path,
                "a string property with this name is a time of the form hh:mm:ss.fff and takes no format; use the type timestamp for "
                    + "another one"
            );
        }
    }

    // What a schema without a type is about. Its keywords say nothing of values of other types.
    private static SchemaType InferType(JsonElement schema)
    {
        return Has("properties", "required") ? SchemaType.Object
            : Has("items", "minItems") ? SchemaType.Array
            : Has("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum") ? SchemaType.Number
            : Has("pattern", "format") ? SchemaType.String
            : SchemaType.Any;

        bool Has(params string[] keywords) => Array.Exists(keywords, keyword => schema.TryGetProperty(keyword, out _));
    }

    private static SchemaType ParseTypeName(JsonElement type, string path) =>
        (type.ValueKind == JsonValueKind.String ? type.GetString() : null) switch
        {
            "object" => SchemaType.Object,
            "array" => SchemaType.Array,
            "string" => SchemaType.String,
            "number" => SchemaType.Number,
            "integer" => SchemaType.Integer,
            "boolean" => SchemaType.Boolean,
            "null" => SchemaType.Null,
            "timestamp" => SchemaType.Timestamp,
            _ => throw CreateInvalid(path, "type must be one of array, boolean, integer, null, number, object, string, timestamp"),
        };

    private static string? ReadText(JsonElement schema, string keyword, string path) =>
        !schema.TryGetProperty(keyword, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw CreateInvalid(path, $"{keyword} must be a string");

    internal static SchemaException CreateInvalid(string path, string message) => new(false, path, $"{message}.");
}
