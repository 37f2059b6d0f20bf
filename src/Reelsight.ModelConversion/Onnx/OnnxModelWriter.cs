using System.Runtime.InteropServices;
using Reelsight.ModelConversion.Protobuf;

namespace Reelsight.ModelConversion.Onnx;

/// <summary>Collects nodes, constants, inputs and outputs, and writes them as an ONNX file.</summary>
internal sealed class OnnxModelWriter
{
    // Field numbers of onnx.proto.
    private const int ModelIrVersion = 1;
    private const int ModelProducer = 2;
    private const int ModelGraph = 7;
    private const int ModelOperatorSet = 8;
    private const int GraphNodeField = 1;
    private const int GraphName = 2;
    private const int GraphInitializer = 5;
    private const int GraphInputField = 11;
    private const int GraphOutputField = 12;

    private const int IrVersion = 8;

    /// <summary>16 and not the older 13: its ScatterND can add, like TensorFlow's ScatterNd.</summary>
    private const int OperatorSet = 16;

    private readonly ProtobufWriter _graph = new();

    /// <summary>The nodes, constants, inputs and outputs so far, as encoded fields for another graph message.</summary>
    public ReadOnlySpan<byte> GraphFields => _graph.Written.Span;

    public void AddNode(string op, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, IReadOnlyList<OnnxAttribute> attributes)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
        {
            node.WriteString(1, input);
        }

        foreach (var output in outputs)
        {
            node.WriteString(2, output);
        }

        node.WriteString(3, outputs[0]);
        node.WriteString(4, op);
        foreach (var attribute in attributes)
        {
            node.WriteMessage(5, attribute.Encode());
        }

        _graph.WriteMessage(GraphNodeField, node);
    }

    public void AddConstant(string name, ReadOnlySpan<long> shape, ReadOnlySpan<float> values) =>
        AddConstant(name, shape, OnnxElementTypes.Float, MemoryMarshal.AsBytes(values));

    public void AddConstant(string name, ReadOnlySpan<long> shape, ReadOnlySpan<long> values) =>
        AddConstant(name, shape, OnnxElementTypes.Int64, MemoryMarshal.AsBytes(values));

    public void AddInput(string name, int elementType, IReadOnlyList<long> shape)
    {
        var axes = new ProtobufWriter();
        for (var i = 0; i < shape.Count; i++)
        {
            var axis = new ProtobufWriter();
            if (shape[i] >= 0)
            {
                axis.WriteInteger(1, shape[i]);
            }
            else
            {
                axis.WriteString(2, $"{name}_{i}");
            }

            axes.WriteMessage(1, axis);
        }

        var tensor = new ProtobufWriter();
        tensor.WriteInteger(1, elementType);
        tensor.WriteMessage(2, axes);
        _graph.WriteMessage(GraphInputField, CreateValueInfo(name, tensor));
    }

    /// <summary>Declares a float output; its shape is left to inference.</summary>
    public void AddOutput(string name)
    {
        var tensor = new ProtobufWriter();
        tensor.WriteInteger(1, OnnxElementTypes.Float);
        _graph.WriteMessage(GraphOutputField, CreateValueInfo(name, tensor));
    }

    /// <summary>
    /// Declares an output; <paramref name="tensor"/> is the name of its tensor here, channels-first where it is pooled.
    /// </summary>
    public void AddOutput(GraphOutput output, string? tensor = null)
    {
        if (output.Pooled)
        {
            AddNode("ReduceMean", [tensor ?? output.Node], [output.Name], [new("axes", new long[] { 2, 3 }), new("keepdims", 0L)]);
        }
        else
        {
            AddNode("Identity", [tensor ?? output.Node], [output.Name], []);
        }

        AddOutput(output.Name);
    }

    public byte[] ToArray()
    {
        _graph.WriteString(GraphName, "converted");
        var operators = new ProtobufWriter();
        operators.WriteString(1, "");
        operators.WriteInteger(2, OperatorSet);
        var model = new ProtobufWriter();
        model.WriteInteger(ModelIrVersion, IrVersion);
        model.WriteString(ModelProducer, "reelsight");
        model.WriteMessage(ModelGraph, _graph);
        model.WriteMessage(ModelOperatorSet, operators);
        return model.Written.ToArray();
    }

    private static ProtobufWriter CreateValueInfo(string name, ProtobufWriter tensor)
    {
        var type = new ProtobufWriter();
        type.WriteMessage(1, tensor);
        var value = new ProtobufWriter();
        value.WriteString(1, name);
        value.WriteMessage(2, type);
        return value;
    }

    private void AddConstant(string name, ReadOnlySpan<long> shape, int elementType, ReadOnlySpan<byte> littleEndian)
    {
        var tensor = new ProtobufWriter();
        foreach (var size in shape)
        {
            tensor.WriteInteger(1, size);
        }

        tensor.WriteInteger(2, elementType);
        tensor.WriteString(8, name);
        tensor.WriteBytes(9, littleEndian);
        _graph.WriteMessage(GraphInitializer, tensor);
    }
}
