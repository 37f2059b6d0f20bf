using System.Text.Json.Serialization;

namespace Reelsight.ModelConversion;

/// <summary>A node whose float result becomes an output of the converted model; any node may, also one in the middle.</summary>
/// <param name="Node">Name of the node in the graph.</param>
/// <param name="Name">Name of the output in the model.</param>
/// <param name="Pooled">Whether the output is the mean over the places of a picture-like result: one number per channel.</param>
public sealed record GraphOutput(
    string Node,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Pooled = false
);
