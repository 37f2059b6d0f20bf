using System.Text.Json;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.Tests.Schemas;

public sealed class SchemaTextTests
{
    [Theory]
    [InlineData("""{"type":"object","properties":{"a\ud800":{"type":"string"}}}""")]
    [InlineData("""{"type":"string","description":"\udc00"}""")]
    [InlineData("""{"enum":["a","\ud800"]}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"type":"object","$defs":{"\ud800":true}}""")]
    public void Half_a_character_is_refused(string schema) => Refuse(JsonDocument.Parse(schema));

    [Fact]
    public void Bytes_that_are_no_characters_are_refused() =>
        Refuse(JsonDocument.Parse(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' }));

    private static void Refuse(JsonDocument schema)
    {
        var e = Assert.Throws<SchemaException>(() => SchemaParser.Parse(schema.RootElement, new SchemaParserOptions(true)));
        Assert.Contains("half a character", e.Message, StringComparison.Ordinal);
    }
}
