using System.Collections.Frozen;
using Reelsight.ModelConversion.Onnx;

namespace Reelsight.ModelConversion.TensorFlowJs;

/// <summary>
/// Converts a TensorFlow.js graph model to ONNX. Every integer becomes int64, since that is what ONNX computes shapes with;
/// convolutions run channels-first, and tensors are transposed back only where an operation needs TensorFlow's channels-last order.
/// </summary>
public static class GraphConverter
{
    /// <summary>Increased when the converter writes other bytes for the same graph, so that stores convert again.</summary>
    public const int Version = 1;

    private static readonly FrozenDictionary<string, Action<NodeConversionContext>> Operations = new[]
    {
        ElementwiseOperations.Table,
        ConvolutionOperations.Table,
        ShapeOperations.Table,
        IndexOperations.Table,
        ReductionOperations.Table,
    }
        .SelectMany(table => table)
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names of the operations that can be converted.</summary>
    public static IReadOnlyCollection<string> SupportedOperations => Operations.Keys;

    /// <summary>Converts the part of the graph between the given inputs and outputs.</summary>
    /// <param name="graph">The graph with its weights.</param>
    /// <param name="inputs">Where the model begins; may lie in the middle of the graph.</param>
    /// <param name="outputs">Where it ends; any float results, at least one.</param>
    /// <returns>An ONNX file.</returns>
    /// <exception cref="GraphConversionException">A node is missing, or an operation cannot be converted; the message names it.</exception>
    public static byte[] ToOnnx(GraphModel graph, IReadOnlyList<GraphInput> inputs, IReadOnlyList<GraphOutput> outputs)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        var writer = new OnnxModelWriter();
        var conversion = new GraphConversionContext(graph, writer, Operations);
        foreach (var input in inputs)
        {
            var elementType = input.Type switch
            {
                "float32" => OnnxElementTypes.Float,
                "int32" => OnnxElementTypes.Int64,
                _ => throw new GraphConversionException($"The input '{input.Name}' is {input.Type}; float32 and int32 are supported."),
            };
            _ = graph.GetNode(input.Node);
            writer.AddInput(input.Name, elementType, input.Shape);
            conversion.DefineTensor(input.Node, GraphTensor.FromChannelsLast(input.Name));
        }

        foreach (var output in outputs)
        {
            writer.AddOutput(output, output.Pooled ? conversion.GetChannelsFirst(output.Node) : conversion.GetChannelsLast(output.Node));
        }

        return writer.ToArray();
    }
}
