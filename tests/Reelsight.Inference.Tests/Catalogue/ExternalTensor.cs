using Reelsight.ModelConversion.Protobuf;

namespace Reelsight.Inference.Tests.Catalogue;

/// <summary>Weights in another file, as ONNX writes that; appended to a model, whose messages protobuf then merges.</summary>
internal static class ExternalTensor
{
    private const int ModelGraph = 7,
        GraphNode = 1,
        GraphInitializer = 5,
        NodeAttribute = 5,
        AttributeGraph = 6;

    /// <summary>A graph with one weight at a place, as bytes that follow a model.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="isNested">Whether it hides in the graph of a node's attribute.</param>
    public static byte[] CreateGraph(string location, bool isNested = false)
    {
        var graph = new ProtobufWriter();
        graph.WriteMessage(GraphInitializer, CreateTensor(location));
        if (isNested)
        {
            var (attribute, node, outer) = (new ProtobufWriter(), new ProtobufWriter(), new ProtobufWriter());
            attribute.WriteMessage(AttributeGraph, graph);
            node.WriteMessage(NodeAttribute, attribute);
            outer.WriteMessage(GraphNode, node);
            graph = outer;
        }

        var model = new ProtobufWriter();
        model.WriteMessage(ModelGraph, graph);
        return model.Written.ToArray();
    }

    private static ProtobufWriter CreateTensor(string location)
    {
        var (tensor, entry) = (new ProtobufWriter(), new ProtobufWriter());
        tensor.WriteInteger(1, 1);
        tensor.WriteInteger(2, 1);
        tensor.WriteString(8, "outside");
        entry.WriteString(1, "location");
        entry.WriteString(2, location);
        tensor.WriteMessage(13, entry);
        tensor.WriteInteger(14, 1);
        return tensor;
    }
}
