using System.Text.Json.Nodes;
using Reelsight.Understanding.Filling;
using Reelsight.Understanding.Schemas;

namespace Reelsight.Understanding.Reading;

/// <summary>
/// Reads a JSON-like template, such as <c>{"title": "...", "events": [{"start": number, "kind": "car|person"}]}</c>, into a schema; lenient
/// about quotes, types and dots.
/// </summary>
internal sealed class JsonTemplate
{
    private const int DeepestLevel = 16;

    private readonly string _text;
    private int _at;

    private JsonTemplate(string text) => _text = text;

    /// <summary>The schema, or null when the text does not begin with a template that has a key.</summary>
    public static SchemaNode? Read(string text)
    {
        try
        {
            var schema = new JsonTemplate(text).Value("", 0);
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

    private SchemaNode Value(string name, int level)
    {
        if (level > DeepestLevel)
        {
            throw new FormatException();
        }

        Skip();
        return Peek switch
        {
            '{' => Object(level),
            '[' => Array(name, level),
            '"' or '\'' or '“' => OfText(name, Quoted()),
            _ => OfText(name, Bare()),
        };
    }

    private SchemaNode Object(int level)
    {
        var properties = new List<SchemaProperty>();
        _at++;
        while (true)
        {
            Skip();
            if (Peek == '}')
            {
                _at++;
                break;
            }
            if (Peek is ',' or '.' or '…')
            {
                _at++;
                continue;
            }
            var key = Peek is '"' or '\'' or '“' ? Quoted() : Bare();
            Skip();
            if (Peek == ':')
            {
                _at++;
                properties.Add(new SchemaProperty(key, Value(key, level + 1), true));
            }
            else if (key.Length > 0 && key.All(c => char.IsLetterOrDigit(c) || c == '_'))
            {
                properties.Add(PromptSchemaReader.Property(key));
            }
            else
            {
                throw new FormatException();
            }
        }
        return new SchemaNode { Type = SchemaType.Object, Properties = [.. properties.DistinctBy(p => p.Name)] };
    }

    private SchemaNode Array(string name, int level)
    {
        _at++;
        Skip();
        SchemaNode? items = null;
        while (Peek != ']')
        {
            if (Peek is ',' or '.' or '…')
            {
                _at++;
                Skip();
                continue;
            }
            var item = Value(name, level + 1);
            items ??= item;
            Skip();
        }
        _at++;
        items = items?.AnyOf?[0] ?? items ?? new SchemaNode { Type = SchemaType.String };
        return new SchemaNode
        {
            Type = SchemaType.Array,
            Items = items,
            Description = name,
        };
    }

    // A sample value, a type's name, or words about what belongs there.
    private static SchemaNode OfText(string name, string text)
    {
        var trimmed = text.Trim().Trim('<', '>').Trim();
        var lower = trimmed.ToLowerInvariant();
        if (trimmed.Contains('|', StringComparison.Ordinal))
        {
            var options = trimmed.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (options is ["true", "false"] or ["false", "true"])
            {
                return PromptSchemaReader.Nullable(new SchemaNode { Type = SchemaType.Boolean });
            }

            return PromptSchemaReader.Nullable(
                new SchemaNode { Type = SchemaType.String, Enum = [.. options.Select(o => (JsonNode?)JsonValue.Create(o))] }
            );
        }
        var type = lower switch
        {
            "number" or "float" or "double" or "seconds" => SchemaType.Number,
            "integer" or "int" => SchemaType.Integer,
            "boolean" or "bool" or "true" or "false" or "true/false" => SchemaType.Boolean,
            "" or "string" or "..." or "…" or "str" or "text" => SchemaType.String,
            _ when int.TryParse(lower, out _) => SchemaType.Integer,
            _ when double.TryParse(lower, System.Globalization.CultureInfo.InvariantCulture, out _) => SchemaType.Number,
            _ => SchemaType.String,
        };
        // A sample such as 0 does not say that seconds are whole.
        if (
            type == SchemaType.Integer
            && FieldNames.MeaningOf(name)
                is FieldMeaning.Start
                    or FieldMeaning.End
                    or FieldMeaning.At
                    or FieldMeaning.Comes
                    or FieldMeaning.Goes
                    or FieldMeaning.Duration
                    or FieldMeaning.Confidence
        )
        {
            type = SchemaType.Number;
        }

        return PromptSchemaReader.Nullable(new SchemaNode { Type = type, Description = trimmed });
    }

    private string Quoted()
    {
        var close = _text[_at] switch
        {
            '“' => '”',
            var c => c,
        };
        var end = _text.IndexOf(close, _at + 1);
        if (end < 0)
        {
            throw new FormatException();
        }

        var text = _text[(_at + 1)..end];
        _at = end + 1;
        return text;
    }

    private string Bare()
    {
        var start = _at;
        while (Peek is not (',' or '}' or ']' or ':' or '{' or '[' or '\n'))
        {
            _at++;
        }

        if (_at == start && Peek is ':' or '{' or '[')
        {
            throw new FormatException();
        }

        return _text[start.._at].Trim();
    }

    private char Peek => _at < _text.Length ? _text[_at] : throw new FormatException();

    private void Skip()
    {
        while (char.IsWhiteSpace(Peek))
        {
            _at++;
        }
    }
}
