using System.Text.Json.Nodes;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Analysis.Prompts;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.StructuredOutput;

/// <summary>
/// Fills a schema from evidence. A property that nothing supports is left out when it may be; when it is required it gets null if that is
/// allowed, else the plainest valid value, and a claim without facts says so. One filler fills one answer.
/// </summary>
internal sealed partial class SchemaFiller(EvidenceQueryParser reader, TimelineMatcher finder, CancellationToken ct = default)
{
    private const int MaxDepth = 6;

    private const int MaxWordsLength = 2000;

    private readonly AnswerBudget _budget = new(ct);
    private readonly List<Claim> _claims = [];
    private readonly Dictionary<(string Name, string Words), EvidenceQuery> _queriesByField = [];
    private readonly Dictionary<string, EvidenceQuery> _queriesByOption = new(StringComparer.Ordinal);

    /// <summary>What supports each value, by path.</summary>
    public IReadOnlyList<Claim> Claims => _claims;

    /// <summary>A value that is valid against the schema.</summary>
    public JsonNode? Fill(VideoTimeline timeline, SchemaNode schema, EvidenceQuery topic)
    {
        var field = new Field("$", "", schema.Resolved);
        return TryFillValue(field, new FillScope(timeline, null, 1, topic), 0, out var value) ? value : FillMinimal(field);
    }

    /// <summary>Fills the fields of one segment or other part of the video.</summary>
    public JsonObject FillObject(
        VideoTimeline timeline,
        IReadOnlyList<SchemaProperty> properties,
        EvidenceQuery topic,
        Fact? subject,
        string path
    )
    {
        TryFillObject(
            new Field(path, "", new SchemaNode { Type = SchemaType.Object, Properties = properties }),
            new FillScope(timeline, subject, 1, topic),
            0,
            out var value
        );
        return value!.AsObject();
    }

    /// <summary>A place in the answer: its path, its name and its schema.</summary>
    private sealed record Field(string Path, string Name, SchemaNode Schema)
    {
        public FieldMeaning Meaning { get; } = FieldNameParser.GetMeaning(Name, Schema.Description);

        /// <summary>Name and description as one text.</summary>
        public string Words =>
            $"{string.Join(' ', FieldNameParser.SplitWords(Name))}. {Shorten(Schema.Title)} {Shorten(Schema.Description)}";

        public Field CreateProperty(string name, SchemaNode schema) => new($"{Path}.{name}", name, InheritDescription(schema));

        public Field CreateElement(int place, SchemaNode schema) => new($"{Path}[{place}]", Name, InheritDescription(schema));

        public Field WithSchema(SchemaNode schema) =>
            this with
            {
                Schema = schema.Resolved with { Description = schema.Description ?? schema.Resolved.Description ?? Schema.Description },
            };

        // Nobody says in more words what a field is to hold, and every field reads its own.
        private static string? Shorten(string? text) => text is { Length: > MaxWordsLength } ? text[..MaxWordsLength] : text;

        private static SchemaNode InheritDescription(SchemaNode schema) =>
            schema.Resolved with
            {
                Description = schema.Description ?? schema.Resolved.Description,
            };
    }

    // True when evidence supports the value.
    private bool TryFillValue(Field field, FillScope scope, int depth, out JsonNode? value)
    {
        _budget.Spend(1 + (field.Schema.Enum?.Count ?? 0) / 10);
        value = null;
        if (depth > MaxDepth)
        {
            return false;
        }

        if (field.Schema.AnyOf is { } options)
        {
            foreach (var option in options.Where(o => o.Resolved.Type != SchemaType.Null))
            {
                if (TryFillValue(field.WithSchema(option), scope, depth + 1, out value))
                {
                    return true;
                }
            }

            return false;
        }
        if (field.Schema.Enum is not null)
        {
            return TryFillChoice(field, scope, out value);
        }

        return field.Schema.Type switch
        {
            SchemaType.Object => TryFillObject(field, scope, depth, out value),
            SchemaType.Array => TryFillArray(field, scope, depth, out value),
            SchemaType.Boolean => TryFillFlag(field, scope, out value),
            SchemaType.Number or SchemaType.Integer => TryFillNumber(field, scope, out value),
            SchemaType.Timestamp => TryFillTime(field, scope, out value),
            SchemaType.String or SchemaType.Any => TryFillText(field, scope, out value),
            _ => false,
        };
    }

    private bool TryFillObject(Field field, FillScope scope, int depth, out JsonNode? value)
    {
        var map = new JsonObject();
        var any = false;
        foreach (var property in field.Schema.Properties)
        {
            var inner = field.CreateProperty(property.Name, property.Schema);
            if (TryFillValue(inner, scope, depth + 1, out var filled))
            {
                any = true;
                map[property.Name] = filled;
            }
            else if (property.Required)
            {
                map[property.Name] = FillMinimal(inner);
            }
        }
        value = map;
        return any;
    }

    // Valid, and says as little as possible.
    private JsonNode? FillMinimal(Field field)
    {
        if (field.Schema.Type is not (SchemaType.Object or SchemaType.Array))
        {
            AddNote(field, "nothing in the evidence supports a value here; it stands because the schema requires one");
        }

        return MinimalValue.Create(field.Schema, _budget);
    }

    private void AddNote(Field field, string note) => _claims.Add(new Claim($"{field.Path}: {note}", []));

    private bool AddSupport(Field field, IReadOnlyList<Fact> facts)
    {
        _claims.Add(new Claim(field.Path, facts));
        return true;
    }

    // Every entry of a list has the same fields: each is read once.
    private EvidenceQuery GetFieldQuery(Field field)
    {
        if (!_queriesByField.TryGetValue((field.Name, field.Words), out var reading))
        {
            _queriesByField.Add((field.Name, field.Words), reading = ParseFieldQuery(field));
        }

        return reading;
    }

    private EvidenceQuery ParseFieldQuery(Field field)
    {
        var byName = reader.Parse(string.Join(' ', FieldNameParser.SplitWords(field.Name)));
        if (byName.Objects.Count > 0 || byName.Actions.Count > 0)
        {
            return byName;
        }

        var byWords = reader.Parse(field.Words);
        return byWords.Objects.Count > 0 || byWords.Actions.Count > 0 || byWords.QuotedPhrases.Count > 0 ? byWords : byName;
    }
}
