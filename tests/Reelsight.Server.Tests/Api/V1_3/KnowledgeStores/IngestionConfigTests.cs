using System.Net;
using System.Text;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.KnowledgeStores;

public sealed class IngestionConfigTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Schema = """{"type":"object","properties":{"mood":{"type":"string","description":"How it feels"}}}""";

    [Theory]
    [InlineData("""{"description":"who speaks"}""", """{"type":"description","description":"who speaks"}""")]
    [InlineData("""{"type":"description","description":"who speaks"}""", """{"type":"description","description":"who speaks"}""")]
    [InlineData($$"""{"json_schema":{{Schema}}}""", $$"""{"type":"json_schema","json_schema":{{Schema}}}""")]
    public async Task A_configuration_is_shown_with_its_type_whether_or_not_it_was_given(string given, string shown)
    {
        using var answer = await PostAsync($$"""{"enrichment_config":{{given}}}""");
        Assert.Equal(
            $$"""{"enrichment_config":{{shown}}}""",
            (await answer.JsonAsync(HttpStatusCode.Created)).GetProperty("ingestion_config").GetRawText()
        );
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"enrichment_config":"people"}""")]
    [InlineData("""{"enrichment_config":{}}""")]
    [InlineData("""{"enrichment_config":{"type":"magic","description":"x"}}""")]
    [InlineData("""{"enrichment_config":{"type":"json_schema","description":"x"}}""")]
    [InlineData("""{"enrichment_config":{"description":" "}}""")]
    public async Task A_configuration_of_another_form_is_refused(string config)
    {
        using var answer = await PostAsync(config);
        Assert.StartsWith("parameter_", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData(
        """
            {"type":"object","properties":{"a":{"type":"string","description":"d","enum":["x"],"title":"A","format":"date"}},
             "required":["a"],
             "additionalProperties":false}
            """
    )]
    [InlineData(
        """
            {"type":"object","properties":{"a":{"type":"array","description":"d","items":{"type":"object",
             "properties":{"b":{"type":"integer",
             "description":"d","minimum":0,"maximum":9}}},"minItems":1,"maxItems":3}}}
            """
    )]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"array","description":"d","prefixItems":[{"type":"number"},{"type":"boolean"}]}}}"""
    )]
    public async Task A_schema_of_the_supported_keywords_is_taken(string schema)
    {
        using var answer = await PostAsync($$$"""{"enrichment_config":{"json_schema":{{{schema}}}}}""");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "json_schema must have the type \"object\"")]
    [InlineData("""{"type":"object"}""", "json_schema must have properties")]
    [InlineData("\"object\"", "json_schema must be a JSON object")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", "json_schema.properties.a must have a description")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"object","description":"d","properties":{"b":{"type":"string"}}}}}""",
        "json_schema.properties.a.properties.b must have a description"
    )]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":["string","null"],"description":"d"}}}""",
        "json_schema.properties.a.type must be one of"
    )]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"string","description":"d","pattern":"x"}}}""",
        "json_schema.properties.a.pattern is a keyword that is not supported here"
    )]
    [InlineData("""{"type":"object","properties":{},"$defs":{}}""", "json_schema.$defs is a keyword that is not supported here")]
    [InlineData("""{"type":"object","properties":{"a":{"description":"d","anyOf":[]}}}""", "anyOf is a keyword that is not supported here")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"array","description":"d","items":{"const":1}}}}""",
        "json_schema.properties.a.items.const is a keyword"
    )]
    [InlineData(
        """{"type":"object","properties":{},"additionalProperties":{"type":"string"}}""",
        "json_schema.additionalProperties must be true or false"
    )]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"array","description":"d","minItems":-1}}}""",
        "json_schema.properties.a.minItems must be a whole number"
    )]
    public async Task A_schema_that_breaks_a_rule_is_422_and_the_place_is_named(string schema, string sentence)
    {
        using var answer = await PostAsync($$$"""{"enrichment_config":{"type":"json_schema","json_schema":{{{schema}}}}}""");
        var error = await answer.JsonAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("parameter_invalid", error.Text("code"));
        Assert.Contains(sentence, error.Text("message"));
    }

    private async Task<HttpResponseMessage> PostAsync(string config)
    {
        using var content = new StringContent($$"""{"name":"films","ingestion_config":{{config}}}""", Encoding.UTF8, "application/json");
        return await shared.Server.Client.PostAsync("knowledge-stores", content);
    }
}
