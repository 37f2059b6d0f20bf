using System.Text.RegularExpressions;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.Prompts;

/// <summary>
/// Builds a schema from a prompt that asks for JSON in words: from a template in braces, or from key names in prose, where
/// "each with ..." lists the keys of an array's entries. Every value may be null.
/// </summary>
internal static partial class PromptToSchemaParser
{
    /// <summary>The schema that the prompt describes; null when it asks for no JSON or names no key.</summary>
    public static SchemaNode? TryParse(string prompt)
    {
        if (!AsksForJson().IsMatch(prompt))
        {
            return null;
        }

        if (prompt.IndexOfAny(['{', '[']) is var at && at >= 0 && JsonTemplateParser.TryParse(prompt[at..]) is { } template)
        {
            return template;
        }

        return ParseProse(prompt);
    }

    private static SchemaNode? ParseProse(string prompt)
    {
        var properties = new List<SchemaProperty>();
        var rest = prompt;
        SchemaNode? rootItems = null;
        string? rootName = null;
        foreach (Match nested in EachWith().Matches(prompt))
        {
            var inner = ParseKeys(nested.Groups["list"].Value);
            if (inner.Count == 0)
            {
                continue;
            }

            var item = new SchemaNode { Type = SchemaType.Object, Properties = inner };
            var name = nested.Groups["name"].Value;
            if (rootName is null && AnyName().IsMatch(name) && Listed().Match(prompt) is { Success: true } listed)
            {
                rootName = listed.Groups[1].Value;
            }

            rest = rest.Replace(nested.Value, $" {name} ", StringComparison.Ordinal);
            if (JsonArrayOf().IsMatch(prompt[..(nested.Index + nested.Length)]))
            {
                rootItems = item with { Description = AnyName().IsMatch(name) ? rootName ?? name : name };
            }

            properties.Add(
                new SchemaProperty(
                    name,
                    new SchemaNode
                    {
                        Type = SchemaType.Array,
                        Items = item,
                        Description = name,
                    },
                    true
                )
            );
        }
        if (rootItems is not null && properties.Count == 1)
        {
            return new SchemaNode
            {
                Type = SchemaType.Array,
                Items = rootItems,
                Description = rootItems.Description,
            };
        }

        foreach (var key in FindKeyNames(rest))
        {
            if (properties.TrueForAll(p => p.Name != key))
            {
                properties.Add(CreateProperty(key));
            }
        }

        return properties.Count == 0
            ? null
            : new SchemaNode
            {
                Type = SchemaType.Object,
                Properties = [.. properties.OrderBy(p => prompt.IndexOf(p.Name, StringComparison.Ordinal))],
            };
    }

    private static IEnumerable<string> FindKeyNames(string prompt)
    {
        if (KeysAre().Match(prompt) is { Success: true } listed)
        {
            return ParseKeys(listed.Groups["list"].Value).Select(p => p.Name);
        }

        var bullets = Bullets().Matches(prompt).Select(m => m.Groups[1].Value).ToList();
        if (bullets.Count > 0)
        {
            return bullets;
        }

        var quoted = QuotedNames().Matches(prompt).Select(m => m.Groups[1].Value).ToList();
        return quoted.Count > 0 ? quoted : SnakeCase().Matches(prompt).Select(m => m.Value);
    }

    private static List<SchemaProperty> ParseKeys(string list) =>
        [
            .. Separators()
                .Split(list)
                .Select(part => KeyName().Match(part.Trim()))
                .Where(m => m.Success)
                .Select(m => m.Groups[1].Value)
                .Distinct()
                .Select(CreateProperty),
        ];

    /// <summary>A required property whose type is inferred from its name.</summary>
    public static SchemaProperty CreateProperty(string name) => new(name, MakeNullable(InferType(name)), true);

    /// <summary>A schema that also allows null.</summary>
    public static SchemaNode MakeNullable(SchemaNode node) =>
        new()
        {
            Type = SchemaType.Any,
            Description = node.Description,
            AnyOf = [node, new SchemaNode { Type = SchemaType.Null }],
        };

    private static SchemaNode InferType(string name)
    {
        var words = FieldNameParser.SplitWords(name);
        if (words[0] is "is" or "has" or "are" or "contains" or "includes")
        {
            return new SchemaNode { Type = SchemaType.Boolean };
        }

        return FieldNameParser.GetMeaning(name) switch
        {
            FieldMeaning.Start
            or FieldMeaning.End
            or FieldMeaning.Time
            or FieldMeaning.AppearsAt
            or FieldMeaning.DisappearsAt
            or FieldMeaning.Duration
            or FieldMeaning.Confidence => new SchemaNode { Type = SchemaType.Number },
            FieldMeaning.Count or FieldMeaning.Ordinal => new SchemaNode { Type = SchemaType.Integer },
            FieldMeaning.Intervals or FieldMeaning.Shots when IsPlural(words[^1]) => IntervalArray("title", "summary"),
            FieldMeaning.Highlights => IntervalArray("title"),
            FieldMeaning.Objects or FieldMeaning.Topics or FieldMeaning.Hashtags => StringArray(),
            _ when IsPlural(words[^1])
                    && FieldNameParser.GetMeaning(name)
                        is FieldMeaning.Action
                            or FieldMeaning.Other
                            or FieldMeaning.Colour
                            or FieldMeaning.OnScreenText
                            or FieldMeaning.Speech => StringArray(),
            _ => new SchemaNode { Type = SchemaType.String },
        };
    }

    private static bool IsPlural(string word) => word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal);

    private static SchemaNode StringArray() =>
        new()
        {
            Type = SchemaType.Array,
            Items = new SchemaNode { Type = SchemaType.String },
        };

    private static SchemaNode IntervalArray(params string[] more) =>
        new()
        {
            Type = SchemaType.Array,
            Items = new SchemaNode
            {
                Type = SchemaType.Object,
                Properties = [CreateProperty("start"), CreateProperty("end"), .. more.Select(CreateProperty)],
            },
        };

    // "List every car as a JSON array of objects with ...": the entries are cars.
    [GeneratedRegex(@"(?i)^(?:array|list|objects?|entries|items|json)\z")]
    private static partial Regex AnyName();

    [GeneratedRegex(
        @"(?i)\b(?:list|find|detect|identify|extract|locate|track|annotate)\s+(?:me\s+)?(?:all\s+|every\s+|each\s+|the\s+)*(?:visible\s+"
            + @"|detected\s+)?(\w+)"
    )]
    private static partial Regex Listed();

    [GeneratedRegex(@"(?i)\bjson\b")]
    private static partial Regex AsksForJson();

    [GeneratedRegex(@"(?i)\bjson (?:array|list)\b")]
    private static partial Regex JsonArrayOf();

    [GeneratedRegex(
        @"(?i)[""'`]?\b(?<name>[A-Za-z_]\w*)[""'`]?\s*[,:(]?\s*(?:(?:an? )?(?:array|list) of (?:objects|entries"
            + @"|items)\s*,?\s*)?(?:(?:where )?each(?: (?:one|item|entry|object|of them))?\s*(?:with|having|containing|has)|(?<=of "
            + @"objects )with)\s+(?:the |an? )?(?:keys?|fields?|properties)?:?\s*(?<list>[^.;)\n]+)\)?"
    )]
    private static partial Regex EachWith();

    [GeneratedRegex(
        @"(?i)\b(?:keys?|fields?|properties|attributes)\b(?: (?:named|called"
            + @"|are))?\s*:?\s+(?<list>(?:[""'`]?\w+[""'`]?(?:\s*\([^)]*\))?(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*$))*[""'`]?\w+[""'`]?)"
    )]
    private static partial Regex KeysAre();

    [GeneratedRegex(@"(?m)^\s*(?:[-*•]|\d+[.)])\s*[""'`]?([A-Za-z_]\w*)[""'`]?\s*(?:\([^)]*\))?\s*(?::|-|–|$)")]
    private static partial Regex Bullets();

    [GeneratedRegex(@"[""'`“]([A-Za-z_]\w*)[""'`”]")]
    private static partial Regex QuotedNames();

    [GeneratedRegex(@"\b[a-z]+(?:_[a-z0-9]+)+\b")]
    private static partial Regex SnakeCase();

    [GeneratedRegex(@"(?i)\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*")]
    private static partial Regex Separators();

    [GeneratedRegex(@"(?i)^(?:(?:a|an|the|its|their)\s+)?[""'`]?([A-Za-z_]\w*)[""'`]?")]
    private static partial Regex KeyName();
}
