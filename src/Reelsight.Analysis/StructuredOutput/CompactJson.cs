using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reelsight.Analysis.StructuredOutput;

/// <summary>Serialises JSON values compactly, without escaping letters of any script.</summary>
public static class CompactJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 };

    /// <summary>The text of a value.</summary>
    public static string Write(JsonNode? value) => value is null ? "null" : value.ToJsonString(Options);
}
