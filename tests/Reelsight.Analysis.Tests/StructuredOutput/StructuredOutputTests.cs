using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.StructuredOutput;

namespace Reelsight.Analysis.Tests.StructuredOutput;

public sealed class StructuredOutputTests
{
    private static SchemaNode Parse(string schema, bool timestamps = true)
    {
        using var json = JsonDocument.Parse(schema);
        return SchemaParser.Parse(json.RootElement, new SchemaParserOptions(timestamps));
    }

    private static JsonAnswer Fill(VideoTimeline timeline, string schema)
    {
        var parsed = Parse(schema);
        var answer = SampleTimelines.Analyzer.AnswerJson(timeline, parsed, "Label the video");
        Assert.Null(SchemaValidator.Validate(answer.Value, parsed));
        return answer;
    }

    [Theory]
    [InlineData("seconds", "1.5", true)]
    [InlineData("seconds", "\"00:00:01\"", false)]
    [InlineData("hh:mm:ss", "1.5", false)]
    [InlineData("hh:mm:ss", "\"00:00:01\"", true)]
    [InlineData("hh:mm:ss.fff", "1", false)]
    [InlineData("hh:mm:ss.fff", "\"00:00:01.500\"", true)]
    public void A_time_is_a_number_in_seconds_and_a_text_in_the_other_formats(string format, string value, bool valid) =>
        Assert.Equal(
            valid,
            SchemaValidator.Validate(
                System.Text.Json.Nodes.JsonNode.Parse(value),
                Parse($$"""{"type":"timestamp","format":"{{format}}"}""")
            )
                is null
        );

    [Theory]
    [InlineData("""{"type":["string","null"],"enum":["day","night"]}""", "\"day\"", true)]
    [InlineData("""{"type":["string","null"],"enum":["day","night"]}""", "null", false)]
    [InlineData("""{"minimum":2}""", "1", false)]
    [InlineData("""{"minimum":2}""", "\"text\"", true)]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2026-11-25T10:00\"", false)]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2026-11-25T10:00:00+01:00\"", true)]
    public void Values_are_judged_by_what_the_schema_says_and_by_nothing_else(string schema, string value, bool valid) =>
        Assert.Equal(valid, SchemaValidator.Validate(System.Text.Json.Nodes.JsonNode.Parse(value), Parse(schema)) is null);

    [Fact]
    public void Lists_of_lists_have_an_end_together()
    {
        var terminal = SampleTimelines.Timeline(10, Enumerable.Range(0, 40).Select(n => SampleTimelines.OnScreenText($"line {n}", 0, 10)));
        var answer = Fill(
            terminal,
            """
            {"type":"object","properties":{"texts":{"type":"array","items":{"type":"array","items":{"type":"array",
             "items":{"type":"array","items":{"type":"string"}}}}}}}
            """
        );
        Assert.InRange(Texts(answer.Value), 1000, 20_000);

        static int Texts(JsonNode? node) =>
            node switch
            {
                JsonObject map => map.Sum(property => Texts(property.Value)),
                JsonArray list => list.Sum(Texts),
                _ => 1,
            };
    }

    [Theory]
    [InlineData("""{"type":"string","minLength":3}""", "minLength")]
    [InlineData("""{"type":"object","additionalProperties":false}""", "additionalProperties")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"},"uniqueItems":true}}}""", "uniqueItems")]
    [InlineData("""{"type":"array","items":{"type":"string"},"maxItems":3}""", "maxItems")]
    [InlineData("""{"type":"array","items":{"type":"string"},"minItems":2}""", "minItems")]
    [InlineData("""{"oneOf":[{"type":"string"}]}""", "oneOf")]
    public void A_keyword_outside_of_the_subset_is_refused_as_unsupported(string schema, string keyword)
    {
        var refused = Assert.Throws<SchemaException>(() => Parse(schema));
        Assert.True(refused.Unsupported);
        Assert.Contains(keyword, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"text"}""", "$")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"timestamp"}}}""", "$.a")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"timestamp","format":"hours"}}}""", "$.a")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"timestamp","format":"seconds"}}}}}""",
        "$.a.b"
    )]
    [InlineData("""{"type":"object","properties":{"start_time":{"type":"boolean"}}}""", "$.start_time")]
    [InlineData("""{"type":"object","properties":{"end_time":{"type":"string","format":"date"}}}""", "$.end_time")]
    [InlineData("""{"type":"object","required":["b"],"properties":{"a":{"type":"string"}}}""", "$")]
    [InlineData("""{"$ref":"#/$defs/x"}""", "$")]
    [InlineData("""{"$defs":{"x":{"type":"number"}},"$ref":"#/$defs/x","minimum":3}""", "$")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","anyOf":[{"type":"string"}]}}}""", "$.a")]
    [InlineData("""{"$defs":{"a":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"}""", "$")]
    [InlineData(
        """{"$defs":{"n":{"type":"object","required":["next"],"properties":{"next":{"$ref":"#/$defs/n"}}}},"$ref":"#/$defs/n"}""",
        "$"
    )]
    [InlineData("""{"type":"integer","minimum":5,"maximum":4}""", "$")]
    [InlineData("""{"type":"string","pattern":"(a"}""", "$")]
    [InlineData("""{"type":"string","pattern":"(?=a)b"}""", "$")]
    public void A_schema_that_cannot_be_read_names_the_path(string schema, string path)
    {
        var refused = Assert.Throws<SchemaException>(() => Parse(schema));
        Assert.False(refused.Unsupported);
        Assert.StartsWith(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_labelling_schema_is_filled_with_stretches_that_hold_objects_with_their_own_times_and_confidences()
    {
        var answer = Fill(
            SampleTimelines.Cars,
            """
            {"type":"object","required":["annotations"],"properties":{"annotations":{"type":"array","items":{"type":"object",
             "required":["start_time","end_time","label","detected_objects"],"properties":{
               "label":{"type":"string"},"start_time":{"type":"number"},"end_time":{"type":"number"},"description":{"type":"string"},
               "detected_objects":{"type":"array","items":{"type":"object","required":["label","start_time","end_time","confidence"],
                "properties":{
                 "label":{"type":"string","enum":["person","vehicle","other"]},"start_time":{"type":"number"},"end_time":{"type":"number"},
                 "confidence":{"type":"number","minimum":0,"maximum":1},"is_moving":{"type":"boolean"}}}}}}}}}
            """
        );
        var annotations = answer.Value!["annotations"]!.AsArray();
        Assert.NotEmpty(annotations);
        var objects = annotations.SelectMany(a => a!["detected_objects"]!.AsArray().Select(o => (Annotation: a, Object: o!))).ToList();
        Assert.Contains(objects, o =>
            (string?)o.Object["label"] == "vehicle"
            && (double)o.Object["start_time"]! == 4
            && (double)o.Object["end_time"]! == 8
            && (bool)o.Object["is_moving"]!
        );
        Assert.All(objects, o =>
            Assert.True(
                (double)o.Object["start_time"]! >= (double)o.Annotation!["start_time"]!
                    && (double)o.Object["end_time"]! <= (double)o.Annotation["end_time"]!
            )
        );
        Assert.All(objects, o => Assert.Equal(0.8, (double)o.Object["confidence"]!));
    }

    [Fact]
    public void Booleans_tell_presence_numbers_count_and_times_have_the_format_asked_for()
    {
        var value = Fill(
            SampleTimelines.Meeting,
            """
            {"type":"object","required":["has_people","has_dog","people_count","has_speech","first_shot_change","arrival"],"properties":{
             "has_people":{"type":"boolean"},"has_dog":{"type":"boolean"},"people_count":{"type":"integer"},"has_speech":{"type":"boolean"},
             "arrival":{"type":"timestamp","format":"hh:mm:ss","description":"when the picture cuts to the next shot"},
              "first_shot_change":{"type":"number"},
             "transcript":{"type":"array","items":{"type":"object","properties":{"start_time":{"type":"string"},"text":{"type":"string"}}}},
             "topics":{"type":"array","items":{"type":"string"}},"mood":{"type":"string"}}}
            """
        )
            .Value!.AsObject();
        Assert.True((bool)value["has_people"]!);
        Assert.False((bool)value["has_dog"]!);
        Assert.Equal(3, (long)value["people_count"]!);
        Assert.True((bool)value["has_speech"]!);
        Assert.Equal("00:00:20", (string?)value["arrival"]);
        Assert.Equal("00:00:02.000", (string?)value["transcript"]![0]!["start_time"]);
        Assert.Equal("Welcome to the meeting.", (string?)value["transcript"]![0]!["text"]);
        Assert.Contains("people", value["topics"]!.AsArray().Select(t => (string?)t));
        Assert.False(value.ContainsKey("mood"), "what nothing supports is left out when it may be");
    }

    [Fact]
    public void Annotations_hold_for_what_they_name_and_what_never_leaves_has_no_time_of_leaving()
    {
        var annotations = Fill(
            SampleTimelines.Cars,
            """
            {"type":"object","required":["annotations"],"properties":{"annotations":{"type":"array","items":{"type":"object",
             "required":["label","start_time","end_time"],"properties":{
             "label":{"type":"string"},"start_time":{"type":"number"},"end_time":{"type":"number"},
             "detected_objects":{"type":"array","items":{"type":"object","required":["name","count"],
              "properties":{"name":{"type":"string"},"count":{"type":"integer"}}}}}}}}}
            """
        ).Value!["annotations"]!.AsArray();
        Assert.Equal((4, 8), ((double)annotations[0]!["start_time"]!, (double)annotations[0]!["end_time"]!));
        Assert.All(annotations, a => Assert.All(a!["detected_objects"]!.AsArray(), o => Assert.Equal(1, (long)o!["count"]!)));

        var people = SampleTimelines
            .Analyzer.TryAnswerJson(SampleTimelines.Meeting, """As JSON: {"people": [{"first_seen": 0.0, "leaves_at": 0.0}]}""")!
            .Value!["people"]!.AsArray();
        Assert.Equal([0, 0, 20], people.Select(p => (double)p!["first_seen"]!));
        Assert.All(people, p => Assert.Null(p!["leaves_at"]));
    }

    [Fact]
    public void A_list_that_a_prompt_asks_for_holds_what_it_names() =>
        Assert.Equal(
            ["person", "person", "person"],
            SampleTimelines
                .Analyzer.TryAnswerJson(
                    SampleTimelines.Meeting,
                    "List every object as a JSON array of objects with keys label, start, end, confidence"
                )!
                .Value!.AsArray()
                .Select(o => (string?)o!["label"])
        );

    [Fact]
    public void Keys_come_in_order_of_declaration_with_the_required_ones_first()
    {
        var value = Fill(
            SampleTimelines.Cars,
            """
            {"type":"object","required":["title","summary"],"properties":{"topics":{"type":"array","items":{"type":"string"}},
             "summary":{"type":"string"},"title":{"type":"string"}}}
            """
        );
        Assert.Equal(["summary", "title", "topics"], value.Value!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public void What_is_required_and_not_known_is_null_where_allowed_else_the_plainest_valid_value_and_a_claim_says_so()
    {
        var answer = Fill(
            SampleTimelines.Blank,
            """
            {"type":"object","required":["mood","weather","brand","code","id","rating","scenes"],"properties":{
             "mood":{"anyOf":[{"type":"string"},{"type":"null"}]},"weather":{"type":"string","enum":["sunny","unknown"]},
              "brand":{"type":["string","null"]},
             "code":{"type":"string","pattern":"^[A-Z]{3}-\\d{2,4}$"},"id":{"type":"string","format":"uuid"},"rating":{"type":"integer",
              "minimum":1,"maximum":5},
             "scenes":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/scene"}}},
             "$defs":{"scene":{"type":"object","required":["kind"],"properties":{"kind":{"const":"scene"},"parts":{"type":"array",
              "items":{"$ref":"#/$defs/scene"}}}}}}
            """
        );
        Assert.Null(answer.Value!["mood"]);
        Assert.Null(answer.Value["brand"]);
        Assert.Equal("unknown", (string?)answer.Value["weather"]);
        Assert.Contains(answer.Claims, c => c.Facts.Count == 0 && c.Text.StartsWith("$.rating", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Return JSON with keys title, people_count and events (each with start, end and label)", "title,people_count,events")]
    [InlineData("""Answer only as JSON: {"title": "...", "cars": [{"start": 0, "end": 0, "color": "red|white"}]}""", "title,cars")]
    [InlineData("Give me JSON:\n- summary: what happens\n- has_bus: whether there is one", "summary,has_bus")]
    public void A_prompt_that_asks_for_json_in_words_gets_the_keys_that_it_names(string prompt, string keys) =>
        Assert.Equal(
            keys,
            string.Join(
                ',',
                JsonNode.Parse(SampleTimelines.Analyzer.Answer(SampleTimelines.Cars, prompt).Text)!.AsObject().Select(p => p.Key)
            )
        );

    [Fact]
    public void A_template_in_the_prompt_is_filled_with_the_things_that_its_lists_name()
    {
        var cars = SampleTimelines
            .Analyzer.TryAnswerJson(SampleTimelines.Cars, """JSON please: {"cars": [{"start": 0, "end": 0, "color": "red|white"}]}""")!
            .Value!["cars"]!.AsArray();
        Assert.Equal([(4, 8, "white"), (15, 18, "red")], cars.Select(c => ((double)c!["start"]!, (double)c["end"]!, (string)c["color"]!)));
    }

    [Fact]
    public void An_answer_that_is_too_long_loses_entries_of_its_lists_and_stays_valid()
    {
        var answer = Fill(
            SampleTimelines.Meeting,
            """{"type":"object","required":["transcript"],"properties":{"transcript":{"type":"array","items":{"type":"string"}}}}"""
        );
        var text = JsonShortener.Fit(answer.Value, answer.Schema, 22)!;
        Assert.True(Tokens.TokenCounter.Count(text) <= 22);
        Assert.Equal("Welcome to the meeting.", (string?)JsonNode.Parse(text)!["transcript"]![0]);
    }
}
