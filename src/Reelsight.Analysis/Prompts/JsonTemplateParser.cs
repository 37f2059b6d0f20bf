using System.Text.Json.Nodes;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.Prompts;

/// <summary>
/// Parses a JSON-like template, such as <c>{"title": "...", "events": [{"start": number, "kind": "car|person"}]}</c>, into a schema;
/// lenient about quotes, types and dots.
/// </summary>
internal sealed class JsonTemplateParser
{
    private const int MaxDepth = 16;

    private readonly string _text;
    private int _position;

    private JsonTemplateParser(string text) => _text = text;

    /// <summary>The schema, or null when the text does not begin with a template that has a key.</summary>
    public static SchemaNode? TryParse(string text)
    {
        try
        {
            var schema = new JsonTemplateParser(text).ParseValue("", 0);
            var root = schema.AnyOf?[0] ?? schema;
            return
                root.Type == SchemaType.Object && root.Properties.Count > 0
                || root is { Type: SchemaType.Array, Items: { } items } && (items.AnyOf?[0] ?? items).Properties.Count > 0
                ? root
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private SchemaNode ParseValue(string name, int level)
    {
        if (level > MaxDepth)
        {
            throw new FormatException();
        }

        SkipWhitespace();
        return Peek switch
        {
            '{' => ParseObject(level),
            '[' => ParseArray(name, level),
            '"' or '\'' or '“' => CreateNodeFromSample(name, ReadQuoted()),
            _ => CreateNodeFromSample(name, ReadBare()),
        };
    }

    private SchemaNode ParseObject(int level)
    {
        var properties = new List<SchemaProperty>();
        _position++;
        while (true)
        {
            SkipWhitespace();
            if (Peek == '}')
            {
                _position++;
                break;
            }
            if (Peek is ',' or '.' or '…')
            {
                _position++;
                continue;
            }
            var key = Peek is '"' or '\'' or '“' ? ReadQuoted() : ReadBare();
            SkipWhitespace();
            if (Peek == ':')
            {
                _position++;
                properties.Add(new SchemaProperty(key, ParseValue(key, level + 1), true));
            }
            else if (key.Length > 0 && key.All(c => char.IsLetterOrDigit(c) || c == '_'))
            {
                properties.Add(PromptToSchemaParser.CreateProperty(key));
            }
            else
            {
                throw new FormatException();
            }
        }
        return new SchemaNode { Type = SchemaType.Object, Properties = [.. properties.DistinctBy(p => p.Name)] };
    }

    private SchemaNode ParseArray(string name, int level)
    {
        _position++;
        SkipWhitespace();
        SchemaNode? items = null;
        while (Peek != ']')
        {
            if (Peek is ',' or '.' or '…')
            {
                _position++;
                SkipWhitespace();
                continue;
            }
            var item = ParseValue(name, level + 1);
            items ??= item;
            SkipWhitespace();
        }
        _position++;
        items = items?.AnyOf?[0] ?? items ?? new SchemaNode { Type = SchemaType.String };
        return new SchemaNode
        {
            Type = SchemaType.Array,
            Items = items,
            Description = name,
        };
    }

    // A sample value, a type's name, or words about what belongs there.
    private static SchemaNode CreateNodeFromSample(string name, string text)
    {
        var trimmed = text.Trim().Trim('<', '>').Trim();
        var lower = trimmed.ToLowerInvariant();
        if (trimmed.Contains('|', StringComparison.Ordinal))
        {
            var options = trimmed.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (options is ["true", "false"] or ["false", "true"])
            {
                return PromptToSchemaParser.MakeNullable(new SchemaNode { Type = SchemaType.Boolean });
            }

            return PromptToSchemaParser.MakeNullable(
                new SchemaNode { Type = SchemaType.String, Enum = [.. options.Select(o => (JsonNode?)JsonValue.Create(o))] }
            );
        }
        var type = lower switch
        {
            "number" or "float" or "double" or "seconds" => SchemaType.Number,
            "integer" or "int" => SchemaType.Integer,
            "boolean" or "bool" or "true" or "false" or "true/false" => SchemaType.Boolean,
            "" or "string" or "..." or "…" or "str" or "text" => SchemaType.String,
            _ when int.TryParse(lower, System.Globalization.CultureInfo.InvariantCulture, out _) => SchemaType.Integer,
            _ when double.TryParse(lower, System.Globalization.CultureInfo.InvariantCulture, out _) => SchemaType.Number,
            _ => SchemaType.String,
        };
        // A sample such as 0 does not say that seconds are whole.
        if (
            type == SchemaType.Integer
            && FieldNameParser.GetMeaning(name)
                is FieldMeaning.Start
                    or FieldMeaning.End
                    or FieldMeaning.Time
                    or FieldMeaning.AppearsAt
                    or FieldMeaning.DisappearsAt
                    or FieldMeaning.Duration
                    or FieldMeaning.Confidence
        )
        {
            type = SchemaType.Number;
        }

        return PromptToSchemaParser.MakeNullable(new SchemaNode { Type = type, Description = trimmed });
    }

    private string ReadQuoted()
    {
        var close = _text[_position] switch
        {
            '“' => '”',
            var c => c,
        };
        var end = _text.IndexOf(close, _position + 1);
        if (end < 0)
        {
            throw new FormatException();
        }

        var text = _text[(_position + 1)..end];
        _position = end + 1;
        return text;
    }

    private string ReadBare()
    {
        var start = _position;
        while (Peek is not (',' or '}' or ']' or ':' or '{' or '[' or '\n'))
        {
            _position++;
        }

        if (_position == start && Peek is ':' or '{' or '[')
        {
            throw new FormatException();
        }

        return _text[start.._position].Trim();
    }

    private char Peek => _position < _text.Length ? _text[_position] : throw new FormatException();

    private void SkipWhitespace()
    {
        while (char.IsWhiteSpace(Peek))
        {
            _position++;
        }
    }
}
