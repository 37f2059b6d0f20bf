using System.Text.Json.Nodes;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Finding;
using Reelsight.Understanding.Reading;
using Reelsight.Understanding.Schemas;

namespace Reelsight.Understanding.Filling;

/// <summary>
/// Fills a schema from evidence. A property that nothing supports is left out when it may be; when it is required it gets null if that is
/// allowed, else the plainest valid value, and a claim without facts says so. One filler fills one answer.
/// </summary>
internal sealed partial class Filler(SoughtReader reader, EvidenceFinder finder, CancellationToken ct = default)
{
    private const int DeepestRecursion = 6;

    private readonly List<Claim> _claims = [];
    private readonly Dictionary<(string Name, string Words), SoughtReading> _readings = [];
    private readonly Dictionary<string, SoughtReading> _options = new(StringComparer.Ordinal);

    /// <summary>What supports each value, by path.</summary>
    public IReadOnlyList<Claim> Claims => _claims;

    /// <summary>A value that is valid against the schema.</summary>
    public JsonNode? Fill(VideoTimeline timeline, SchemaNode schema, SoughtReading topic)
    {
        var field = new Field("$", "", schema.Resolved);
        return Value(field, new Scope(timeline, null, 1, topic), 0, out var value) ? value : Plainest(field, 0);
    }

    /// <summary>Values of the fields of one segment or other stretch.</summary>
    public JsonObject FillObject(
        VideoTimeline timeline,
        IReadOnlyList<SchemaProperty> properties,
        SoughtReading topic,
        Fact? subject,
        string path
    )
    {
        Object(
            new Field(path, "", new SchemaNode { Type = SchemaType.Object, Properties = properties }),
            new Scope(timeline, subject, 1, topic),
            0,
            out var value
        );
        return value!.AsObject();
    }

    /// <summary>A place in the answer: its path, its name and its schema.</summary>
    private sealed record Field(string Path, string Name, SchemaNode Schema)
    {
        public FieldMeaning Meaning { get; } = FieldNames.MeaningOf(Name, Schema.Description);

        /// <summary>Name and description as one text.</summary>
        public string Words => $"{string.Join(' ', FieldNames.WordsOf(Name))}. {Schema.Title} {Schema.Description}";

        public Field Of(string name, SchemaNode schema) => new($"{Path}.{name}", name, Described(schema));

        public Field Item(int place, SchemaNode schema) => new($"{Path}[{place}]", Name, Described(schema));

        public Field As(SchemaNode schema) =>
            this with
            {
                Schema = schema.Resolved with { Description = schema.Description ?? schema.Resolved.Description ?? Schema.Description },
            };

        private static SchemaNode Described(SchemaNode schema) =>
            schema.Resolved with
            {
                Description = schema.Description ?? schema.Resolved.Description,
            };
    }

    // True when evidence supports the value.
    private bool Value(Field field, Scope scope, int depth, out JsonNode? value)
    {
        ct.ThrowIfCancellationRequested();
        value = null;
        if (depth > DeepestRecursion)
        {
            return false;
        }

        if (field.Schema.AnyOf is { } options)
        {
            foreach (var option in options.Where(o => o.Resolved.Type != SchemaType.Null))
            {
                if (Value(field.As(option), scope, depth + 1, out value))
                {
                    return true;
                }
            }

            return false;
        }
        if (field.Schema.Enum is not null)
        {
            return Choice(field, scope, out value);
        }

        return field.Schema.Type switch
        {
            SchemaType.Object => Object(field, scope, depth, out value),
            SchemaType.Array => Array(field, scope, depth, out value),
            SchemaType.Boolean => Flag(field, scope, out value),
            SchemaType.Number or SchemaType.Integer => Number(field, scope, out value),
            SchemaType.Timestamp => Time(field, scope, out value),
            SchemaType.String or SchemaType.Any => Text(field, scope, out value),
            _ => false,
        };
    }

    private bool Object(Field field, Scope scope, int depth, out JsonNode? value)
    {
        var map = new JsonObject();
        var any = false;
        foreach (var property in field.Schema.Properties)
        {
            var inner = field.Of(property.Name, property.Schema);
            if (Value(inner, scope, depth + 1, out var filled))
            {
                any = true;
                map[property.Name] = filled;
            }
            else if (property.Required)
            {
                map[property.Name] = Plainest(inner, depth + 1);
            }
        }
        value = map;
        return any;
    }

    // Valid, and says as little as possible.
    private JsonNode? Plainest(Field field, int depth)
    {
        if (field.Schema.Type is not (SchemaType.Object or SchemaType.Array))
        {
            Say(field, "nothing in the evidence supports a value here; it stands because the schema requires one");
        }

        return PlainestValue.Of(field.Schema, depth);
    }

    private void Say(Field field, string note) => _claims.Add(new Claim($"{field.Path}: {note}", []));

    private bool Support(Field field, IReadOnlyList<Fact> facts)
    {
        _claims.Add(new Claim(field.Path, facts));
        return true;
    }

    // Every entry of a list has the same fields: each is read once.
    private SoughtReading ReadName(Field field)
    {
        if (!_readings.TryGetValue((field.Name, field.Words), out var reading))
        {
            _readings.Add((field.Name, field.Words), reading = Read(field));
        }

        return reading;
    }

    private SoughtReading Read(Field field)
    {
        var byName = reader.Read(string.Join(' ', FieldNames.WordsOf(field.Name)));
        if (byName.Things.Count > 0 || byName.Doings.Count > 0)
        {
            return byName;
        }

        var byWords = reader.Read(field.Words);
        return byWords.Things.Count > 0 || byWords.Doings.Count > 0 || byWords.Quoted.Count > 0 ? byWords : byName;
    }
}
