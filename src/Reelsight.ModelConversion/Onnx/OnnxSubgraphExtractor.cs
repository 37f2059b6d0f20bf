using System.Text;
using Reelsight.ModelConversion.Protobuf;

namespace Reelsight.ModelConversion.Onnx;

/// <summary>
/// Extracts a subgraph of an ONNX file: inputs get other shapes, tensors in the middle become outputs, unneeded nodes are dropped.
/// </summary>
internal static class OnnxSubgraphExtractor
{
    // Field numbers of onnx.proto.
    private const int ModelGraph = 7;
    private const int GraphNode = 1;
    private const int GraphInitializer = 5;
    private const int GraphInputField = 11;
    private const int GraphOutputField = 12;
    private const int GraphValueInfo = 13;
    private const int NodeInput = 1;
    private const int NodeOutput = 2;
    private const int TensorName = 8;
    private const int ValueName = 1;

    /// <summary>Extracts the subgraph.</summary>
    /// <param name="model">An ONNX file of any operator set below 18, whose graph lists its nodes in the order of computation.</param>
    /// <param name="inputs">Inputs that stay, by their name in the file, with the shape that they are to have; -1 where it varies.</param>
    /// <param name="outputs">Tensors that become outputs.</param>
    /// <exception cref="GraphConversionException">The file holds no such input or tensor, or is no ONNX file.</exception>
    public static byte[] Extract(ReadOnlyMemory<byte> model, IReadOnlyList<GraphInput> inputs, IReadOnlyList<GraphOutput> outputs)
    {
        try
        {
            var cut = new ProtobufWriter();
            foreach (var field in ProtobufField.ReadAll(model))
            {
                if (field.Number == ModelGraph)
                {
                    cut.WriteMessage(ModelGraph, ExtractGraph([.. ProtobufField.ReadAll(field.Payload)], inputs, outputs));
                }
                else
                {
                    cut.WriteEncoded(field.Raw.Span);
                }
            }

            return cut.Written.ToArray();
        }
        catch (InvalidDataException cause)
        {
            throw new GraphConversionException($"The model is no ONNX file: {cause.Message}", cause);
        }
    }

    private static ProtobufWriter ExtractGraph(
        IReadOnlyList<ProtobufField> graph,
        IReadOnlyList<GraphInput> inputs,
        IReadOnlyList<GraphOutput> outputs
    )
    {
        var needed = FindNeededTensors(graph, outputs);
        var constants = FindNames(graph, GraphInitializer, TensorName);
        var declared = FindNames(graph, GraphInputField, ValueName);
        var made = graph
            .Where(field => field.Number == GraphNode)
            .SelectMany(node => GetStrings(node.Payload, NodeOutput))
            .ToHashSet(StringComparer.Ordinal);
        if (inputs.FirstOrDefault(input => !declared.Contains(input.Node)) is { } strange)
        {
            throw new GraphConversionException($"The model has no input '{strange.Node}'.");
        }

        if (outputs.FirstOrDefault(output => !made.Contains(output.Node)) is { } absent)
        {
            throw new GraphConversionException($"The model has no tensor '{absent.Node}'.");
        }

        var rest = new OnnxModelWriter();
        foreach (var input in inputs)
        {
            rest.AddInput(input.Node, Onnx.OnnxElementTypes.Float, input.Shape);
        }

        foreach (var output in outputs)
        {
            rest.AddOutput(output);
        }

        var cut = new ProtobufWriter();
        foreach (var field in graph)
        {
            var stays = field.Number switch
            {
                GraphNode => GetStrings(field.Payload, NodeOutput).Any(needed.Contains),
                GraphInitializer => needed.Contains(GetName(field.Payload, TensorName)),
                GraphInputField => GetName(field.Payload, ValueName) is var name && constants.Contains(name) && needed.Contains(name),
                GraphOutputField or GraphValueInfo => false,
                _ => true,
            };
            if (stays)
            {
                cut.WriteEncoded(field.Raw.Span);
            }
        }

        cut.WriteEncoded(rest.GraphFields);
        return cut;
    }

    // Nodes are in topological order, so one walk from the end visits every node after those that read its outputs.
    private static HashSet<string> FindNeededTensors(IReadOnlyList<ProtobufField> graph, IReadOnlyList<GraphOutput> outputs)
    {
        var needed = outputs.Select(output => output.Node).ToHashSet(StringComparer.Ordinal);
        foreach (var node in graph.Where(field => field.Number == GraphNode).Reverse())
        {
            if (GetStrings(node.Payload, NodeOutput).Any(needed.Contains))
            {
                needed.UnionWith(GetStrings(node.Payload, NodeInput));
            }
        }

        return needed;
    }

    private static HashSet<string> FindNames(IReadOnlyList<ProtobufField> graph, int number, int name) =>
        graph.Where(field => field.Number == number).Select(field => GetName(field.Payload, name)).ToHashSet(StringComparer.Ordinal);

    private static string GetName(ReadOnlyMemory<byte> message, int number) =>
        GetStrings(message, number).FirstOrDefault() ?? throw new InvalidDataException("A tensor of the graph has no name.");

    private static IEnumerable<string> GetStrings(ReadOnlyMemory<byte> message, int number) =>
        ProtobufField.ReadAll(message).Where(field => field.Number == number).Select(field => Encoding.UTF8.GetString(field.Payload.Span));
}
