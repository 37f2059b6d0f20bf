using System.Text.Json.Serialization;
using Reelsight.ModelConversion;

namespace Reelsight.Inference.Packs;

/// <summary>
/// Conversion at installation: of a TensorFlow.js graph to an ONNX model, or of an ONNX model to a subgraph of it.
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

    /// <summary>Nodes of the graph that become inputs of the model; the nodes before them are dropped.</summary>
    public required IReadOnlyList<GraphInput> Inputs { get; init; }

    /// <summary>Nodes of the graph that become outputs of the model.</summary>
    public required IReadOnlyList<GraphOutput> Outputs { get; init; }
}
