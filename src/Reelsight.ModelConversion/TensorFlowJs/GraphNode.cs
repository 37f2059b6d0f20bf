using System.Text;
using System.Text.Json;

namespace Reelsight.ModelConversion.TensorFlowJs;

/// <summary>One operation of a graph with its attributes.</summary>
internal sealed class GraphNode(string name, string op, string[] inputs, IReadOnlyDictionary<string, JsonElement> attributes)
{
    public string Name => name;

    public string Op => op;

    /// <summary>Tensors it reads: a node's name, followed by <c>:k</c> when it is not that node's first result.</summary>
    public IReadOnlyList<string> Inputs => inputs;

    public static GraphNode Read(JsonElement json)
    {
        var inputs = json.TryGetProperty("input", out var listed) ? listed.EnumerateArray().Select(GetText) : [];
        var attributes = json.TryGetProperty("attr", out var attr)
            ? attr.EnumerateObject().DistinctBy(entry => entry.Name).ToDictionary(entry => entry.Name, entry => entry.Value.Clone())
            : [];

        // Inputs that start with ^ are control dependencies, which these graphs do not need.
        return new GraphNode(
            GetText(json.GetProperty("name")),
            GetText(json.GetProperty("op")),
            [.. inputs.Where(input => !input.StartsWith('^'))],
            attributes
        );
    }

    public bool GetFlag(string attribute) =>
        attributes.TryGetValue(attribute, out var json) && json.TryGetProperty("b", out var value) && value.GetBoolean();

    public long GetInteger(string attribute, long otherwise = 0) =>
        attributes.TryGetValue(attribute, out var json) && json.TryGetProperty("i", out var value) ? GetInteger(value) : otherwise;

    public float GetSingle(string attribute) => attributes[attribute].GetProperty("f").GetSingle();

    public long[] GetIntegers(string attribute) =>
        attributes.TryGetValue(attribute, out var json)
        && json.TryGetProperty("list", out var list)
        && list.TryGetProperty("i", out var values)
            ? [.. values.EnumerateArray().Select(GetInteger)]
            : [];

    /// <summary>Data type by its number in TensorFlow (1 float, 3 int32, 9 int64, 10 bool) or its name.</summary>
    public string GetDataType(string attribute)
    {
        var type = attributes[attribute].GetProperty("type");
        return type.ValueKind == JsonValueKind.Number ? type.GetRawText() : type.GetString()!;
    }

    /// <summary>A string, which exporters write as base64 or as an array of character codes.</summary>
    public string? GetString(string attribute)
    {
        if (!attributes.TryGetValue(attribute, out var json) || !json.TryGetProperty("s", out var value))
        {
            return null;
        }

        return Decode(value);
    }

    /// <summary>A list of strings; empty when there is none.</summary>
    public string[] GetStrings(string attribute) =>
        attributes.TryGetValue(attribute, out var json)
        && json.TryGetProperty("list", out var list)
        && list.TryGetProperty("s", out var values)
            ? [.. values.EnumerateArray().Select(Decode)]
            : [];

    private static string Decode(JsonElement value) =>
        Encoding.ASCII.GetString(
            value.ValueKind == JsonValueKind.Array
                ? [.. value.EnumerateArray().Select(code => code.GetByte())]
                : Convert.FromBase64String(value.GetString()!)
        );

    private static string GetText(JsonElement json) =>
        json.GetString() ?? throw new FormatException("a node has null where a name must stand");

    // Exporters write 64-bit integers as text, as the JSON form of protobuf prescribes.
    private static long GetInteger(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? long.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            : value.GetInt64();
}
