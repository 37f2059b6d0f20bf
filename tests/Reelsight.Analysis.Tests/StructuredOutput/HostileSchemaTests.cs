using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.StructuredOutput;
using Reelsight.Core.Errors;

namespace Reelsight.Analysis.Tests.StructuredOutput;

/// <summary>
/// Schemas of a few kilobytes that ask for more than any memory holds. What they cost is counted, so nothing here takes time.
/// </summary>
public sealed class HostileSchemaTests
{
    private static readonly string[] Pair = ["a", "b"];

    /// <summary>Schemas that are refused, with a part of the sentence.</summary>
    public static TheoryData<string, string, string> Refused =>
        new()
        {
            { "each definition requires the next one twice", Doubling(31, required: true), "requires more than 10000 values" },
            {
                "the same through lists that must have an item",
                Doubling(31, required: true, wrap: AsList),
                "requires more than 10000 values"
            },
            {
                "the same through choices without a plain value",
                Doubling(31, required: true, wrap: AsChoice),
                "requires more than 10000 values"
            },
            {
                "the same behind a property that may be left out",
                Optional(Doubling(31, required: true)),
                "requires more than 10000 values"
            },
            { "a hundred required properties, three levels of references", Wide(100, 3), "requires more than 10000 values" },
            { "a chain of required references", Chain(200, "{\"type\":\"string\"}"), "requires more than 40 levels" },
            { "a part that requires itself", Definitions(("d", Object(true, ("a", Ref("d"))))), "requires itself without end" },
            {
                "choices that all require themselves",
                Definitions(("d", $$"""{"anyOf":[{{Object(true, ("a", Ref("d")))}},{{Object(true, ("b", Ref("d")))}}]}""")),
                "requires itself without end"
            },
            { "references that lead to one another", Definitions(("d", Ref("e")), ("e", Ref("d"))), "nothing but one another" },
            { "references in a chain of a thousand", References(1000), "nothing but one another" },
            { "thousands of parts", Object(false, [.. Enumerable.Range(0, 3000).Select(n => ($"p{n}", "{}"))]), "more than 2000 parts" },
            { "nesting of forty levels", Nested(40), "nested deeper than 32 levels" },
            { "enormous lists of values", Enum(5000), "more than 2000 values" },
            { "a megabyte of words", $$"""{"type":"string","description":"{{new string('x', 1 << 20)}}"}""", "is longer than" },
            { "at least a million items", """{"type":"array","items":{"type":"string"},"minItems":1000000}""", "minItems above 1" },
            { "allOf", """{"allOf":[{"type":"object"},{"type":"object"}]}""", "allOf is not supported" },
            { "a pattern of repeated repetitions", Pattern("((((a{100}){100}){100}){100})"), "pattern" },
            { "a pattern that asks for a billion letters", Pattern("a{1000000000}"), "pattern" },
            { "a pattern with a reference to itself", Pattern(@"(a+)\1+$"), "linear time" },
            { "a pattern of ten thousand letters", Pattern(new string('a', 10_000)), "longer than 1000" },
            { "a pattern of nested groups", Pattern(new string('(', 900) + "a" + new string(')', 90)), "pattern" },
        };

    /// <summary>Schemas that look alike and have an answer.</summary>
    public static TheoryData<string, string> Answered =>
        new()
        {
            { "each definition may have the next one twice", Doubling(31, required: false) },
            { "each definition may have the next one in two lists", Doubling(31, required: false, wrap: AsList) },
            { "eight definitions, each requiring the next one twice", Doubling(8, required: true) },
            { "choices of choices, none of which fits first", Choices(30) },
            {
                "a choice of which the first requires itself",
                Definitions(("d", $$"""{"anyOf":[{{Object(true, ("a", Ref("d")))}},{{Object(true, ("b", """{"type":"string"}"""))}}]}"""))
            },
            {
                "a tree that contains itself",
                Definitions(("d", Object(true, ("name", """{"type":"string"}"""), ("inner", AsOptionalList(Ref("d"))))))
            },
            { "a pattern that backtracks", Pattern("^(a+)+$") },
            { "two thousand allowed values", Enum(2000) },
            {
                "every type, thousands of times",
                $$"""{"type":[{{string.Join(',', Enumerable.Repeat("\"string\"", 5000))}}],"enum":["a","b"]}"""
            },
            {
                "a long description for each of many fields",
                Object(true, [.. Enumerable.Range(0, 60).Select(n => ($"p{n}", Described(4000)))])
            },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_has_no_answer_of_a_sane_size_is_refused_with_its_place_and_the_way_out(string what, string schema, string sentence)
    {
        Assert.NotEmpty(what);
        var refusal = Assert.Throws<SchemaException>(() => Parse(schema));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("$", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Answered))]
    public void What_has_a_small_answer_gets_it_or_a_refusal_within_the_budget(string what, string schema)
    {
        Assert.NotEmpty(what);
        var parsed = Parse(schema);
        try
        {
            var answer = SampleTimelines.Analyzer.AnswerJson(Timeline(), parsed, "Label the video");
            Assert.Null(SchemaValidator.Validate(answer.Value, parsed));
            Assert.InRange(CompactJson.Write(answer.Value).Length, 1, 2_000_000);
        }
        catch (DomainException e)
        {
            Assert.Equal(DomainErrorKind.Invalid, e.Kind);
            Assert.Contains("asks for too much", e.Failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Properties_that_may_be_left_out_are_tried_within_the_budget_and_then_refused()
    {
        // A hundred properties a level, none required: a million places already on the third.
        var refusal = Assert.Throws<DomainException>(() =>
            SampleTimelines.Analyzer.AnswerJson(Timeline(), Parse(Wide(100, 5, required: false)), "Label the video")
        );
        Assert.Equal(DomainErrorKind.Invalid, refusal.Kind);
        Assert.Contains("asks for too much", refusal.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_ends_at_its_last_step_or_with_whoever_asked()
    {
        var budget = new AnswerBudget();
        budget.Spend(AnswerBudget.MaxSteps);
        Assert.True(budget.IsShort);
        Assert.Throws<DomainException>(() => budget.Spend());
        Assert.Throws<OperationCanceledException>(() => new AnswerBudget(new CancellationToken(true)).Spend());
    }

    [Fact]
    public void Work_ends_when_whoever_asked_has_left()
    {
        var gone = new CancellationToken(true);
        var schema = Parse(Doubling(10, required: true));
        Assert.ThrowsAny<OperationCanceledException>(() =>
            SampleTimelines.Analyzer.AnswerJson(Timeline(), schema, "Label the video", gone)
        );
        Assert.ThrowsAny<OperationCanceledException>(() => JsonShortener.Fit(new JsonArray("a", "b"), null, 1, gone));
    }

    [Fact]
    public void A_value_that_fits_no_choice_is_compared_with_each_choice_once()
    {
        var error = SchemaValidator.Validate(JsonValue.Create(true), Parse(Choices(30)));
        Assert.Contains("fits none of anyOf", error, StringComparison.Ordinal);
    }

    private static VideoTimeline Timeline() =>
        SampleTimelines.Timeline(10, Enumerable.Range(0, 12).Select(n => SampleTimelines.OnScreenText($"line {n}", n / 2.0, 10)));

    private static SchemaNode Parse(string schema)
    {
        using var json = JsonDocument.Parse(schema);
        return SchemaParser.Parse(json.RootElement.Clone(), new SchemaParserOptions(true));
    }

    private static string Doubling(int levels, bool required, Func<string, string>? wrap = null)
    {
        wrap ??= inner => inner;
        var definitions = Enumerable
            .Range(0, levels)
            .Select(n =>
                (
                    $"d{n}",
                    n == levels - 1 ? """{"type":"string"}""" : Object(required, [.. Pair.Select(name => (name, wrap(Ref($"d{n + 1}"))))])
                )
            );
        return Definitions([.. definitions]);
    }

    private static string Wide(int properties, int levels, bool required = true) =>
        Definitions([
            .. Enumerable
                .Range(0, levels)
                .Select(n =>
                    (
                        $"d{n}",
                        n == levels - 1
                            ? """{"type":"string"}"""
                            : Object(required, [.. Enumerable.Range(0, properties).Select(p => ($"p{p}", Ref($"d{n + 1}")))])
                    )
                ),
        ]);

    private static string Chain(int levels, string last) =>
        Definitions([
            .. Enumerable.Range(0, levels).Select(n => ($"d{n}", n == levels - 1 ? last : Object(true, ("a", Ref($"d{n + 1}"))))),
        ]);

    private static string References(int count) =>
        Definitions([.. Enumerable.Range(0, count).Select(n => ($"d{n}", n == count - 1 ? "{}" : Ref($"d{n + 1}")))]);

    // No value fits until the last level, and each level asks twice.
    private static string Choices(int levels) =>
        Definitions([
            .. Enumerable
                .Range(0, levels)
                .Select(n =>
                    ($"d{n}", n == levels - 1 ? """{"type":"string"}""" : $$"""{"anyOf":[{{Ref($"d{n + 1}")}},{{Ref($"d{n + 1}")}}]}""")
                ),
        ]);

    private static string Optional(string schema)
    {
        var whole = JsonNode.Parse(schema)!.AsObject();
        var definitions = whole["$defs"]!.DeepClone();
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["a"] = new JsonObject { ["$ref"] = "#/$defs/d0" } },
            ["$defs"] = definitions,
        }.ToJsonString();
    }

    private static string Nested(int levels) => levels == 0 ? "{}" : AsOptionalList(Nested(levels - 1));

    private static string Enum(int count) =>
        $$"""{"type":"string","enum":[{{string.Join(',', Enumerable.Range(0, count).Select(n => $"\"value {n}\""))}}]}""";

    private static string Pattern(string pattern) =>
        new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["code"] = new JsonObject { ["type"] = "string", ["pattern"] = pattern },
            },
            ["required"] = new JsonArray("code"),
        }.ToJsonString();

    private static string Described(int length) => $$"""{"type":"string","description":"{{new string('w', length)}}"}""";

    private static string Ref(string name) => $$"""{"$ref":"#/$defs/{{name}}"}""";

    private static string AsList(string inner) => $$"""{"type":"array","minItems":1,"items":{{inner}}}""";

    private static string AsOptionalList(string inner) => $$"""{"type":"array","items":{{inner}}}""";

    private static string AsChoice(string inner) => $$"""{"anyOf":[{{inner}},{{inner}}]}""";

    private static string Object(bool required, params (string Name, string Schema)[] properties) =>
        new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Name, JsonNode.Parse(p.Schema)))),
            ["required"] = new JsonArray([.. properties.Where(_ => required).Select(p => (JsonNode)p.Name)]),
        }.ToJsonString();

    // The first definition is the root.
    private static string Definitions(params (string Name, string Schema)[] definitions) =>
        $"{{\"$ref\":\"#/$defs/{definitions[0].Name}\",\"$defs\":{{"
        + $"{string.Join(',', definitions.Select(d => $"\"{d.Name}\":{d.Schema}"))}}}}}";
}
