using System.Text.Json.Serialization;
using Reelsight.ModelConversion;

namespace Reelsight.Inference.Packs;

/// <summary>
/// A TensorFlow.js graph that becomes an ONNX model when its pack is installed, or an ONNX model of which a part is cut out.
/// </summary>
public sealed record PackConversion
{
    /// <summary>The <c>model.json</c> or <c>.onnx</c> file of the graph, relative to the root of the package.</summary>
    public required string Graph { get; init; }

    /// <summary>Name of the ONNX file that is written.</summary>
    public required string To { get; init; }

    /// <summary>Whether the graph is an ONNX file already.</summary>
    [JsonIgnore]
    public bool IsOnnx => Graph.EndsWith(".onnx", StringComparison.Ordinal);

    /// <summary>Nodes of the graph that become inputs of the model; what lies before them is cut off.</summary>
    public required IReadOnlyList<GraphInput> Inputs { get; init; }

    /// <summary>Nodes of the graph that become outputs of the model.</summary>
    public required IReadOnlyList<GraphOutput> Outputs { get; init; }
}
