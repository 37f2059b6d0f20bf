using System.Text.Json.Serialization;

namespace Reelsight.ModelConversion;

/// <summary>A node whose float result becomes an output of the converted model; it may lie in the middle of the graph.</summary>
/// <param name="Node">Name of the node in the graph.</param>
/// <param name="Name">Name of the output in the model.</param>
/// <param name="Pooled">Whether the output is the mean over height and width of an image-like result: one value per channel.</param>
public sealed record GraphOutput(
    string Node,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Pooled = false
);
