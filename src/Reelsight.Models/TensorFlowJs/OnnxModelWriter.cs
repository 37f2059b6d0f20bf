using System.Runtime.InteropServices;
using Reelsight.Models.Onnx;

namespace Reelsight.Models.TensorFlowJs;

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

    /// <summary>16 and not the older 13: it has ScatterND that adds, which is what TensorFlow's ScatterNd does.</summary>
    private const int OperatorSet = 16;

    private readonly ProtobufWriter _graph = new();

    /// <summary>What was written so far, as fields of a graph, to be laid into one that exists.</summary>
    public ReadOnlySpan<byte> GraphFields => _graph.Written;

    public void Node(string op, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, IReadOnlyList<OnnxAttribute> attributes)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        foreach (var output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(3, outputs[0]);
        node.Text(4, op);
        foreach (var attribute in attributes)
        {
            node.Message(5, attribute.Write());
        }

        _graph.Message(GraphNodeField, node);
    }

    public void Constant(string name, ReadOnlySpan<long> shape, ReadOnlySpan<float> values) =>
        Constant(name, shape, ElementTypes.Float, MemoryMarshal.AsBytes(values));

    public void Constant(string name, ReadOnlySpan<long> shape, ReadOnlySpan<long> values) =>
        Constant(name, shape, ElementTypes.Int64, MemoryMarshal.AsBytes(values));

    public void Input(string name, int elementType, IReadOnlyList<long> shape)
    {
        var axes = new ProtobufWriter();
        for (var i = 0; i < shape.Count; i++)
        {
            var axis = new ProtobufWriter();
            if (shape[i] >= 0)
            {
                axis.Integer(1, shape[i]);
            }
            else
            {
                axis.Text(2, $"{name}_{i}");
            }

            axes.Message(1, axis);
        }

        var tensor = new ProtobufWriter();
        tensor.Integer(1, elementType);
        tensor.Message(2, axes);
        _graph.Message(GraphInputField, Value(name, tensor));
    }

    /// <summary>Declares a float output; its shape is left to inference.</summary>
    public void Output(string name)
    {
        var tensor = new ProtobufWriter();
        tensor.Integer(1, ElementTypes.Float);
        _graph.Message(GraphOutputField, Value(name, tensor));
    }

    /// <summary>
    /// Makes a tensor an output as the port says; <paramref name="tensor"/> is its name here, channels first where it is pooled.
    /// </summary>
    public void Output(GraphOutput output, string? tensor = null)
    {
        if (output.Pooled)
        {
            Node("ReduceMean", [tensor ?? output.Node], [output.Name], [new("axes", new long[] { 2, 3 }), new("keepdims", 0L)]);
        }
        else
        {
            Node("Identity", [tensor ?? output.Node], [output.Name], []);
        }

        Output(output.Name);
    }

    public byte[] ToArray()
    {
        _graph.Text(GraphName, "converted");
        var operators = new ProtobufWriter();
        operators.Text(1, "");
        operators.Integer(2, OperatorSet);
        var model = new ProtobufWriter();
        model.Integer(ModelIrVersion, IrVersion);
        model.Text(ModelProducer, "reelsight");
        model.Message(ModelGraph, _graph);
        model.Message(ModelOperatorSet, operators);
        return model.Written.ToArray();
    }

    private static ProtobufWriter Value(string name, ProtobufWriter tensor)
    {
        var type = new ProtobufWriter();
        type.Message(1, tensor);
        var value = new ProtobufWriter();
        value.Text(1, name);
        value.Message(2, type);
        return value;
    }

    private void Constant(string name, ReadOnlySpan<long> shape, int elementType, ReadOnlySpan<byte> littleEndian)
    {
        var tensor = new ProtobufWriter();
        foreach (var size in shape)
        {
            tensor.Integer(1, size);
        }

        tensor.Integer(2, elementType);
        tensor.Text(8, name);
        tensor.Bytes(9, littleEndian);
        _graph.Message(GraphInitializer, tensor);
    }
}

/// <summary>An attribute of an ONNX node.</summary>
internal sealed record OnnxAttribute(string Name, object Value)
{
    private const int TypeFloat = 1;
    private const int TypeInteger = 2;
    private const int TypeText = 3;
    private const int TypeIntegers = 7;
    private const int FieldType = 20;

    public ProtobufWriter Write()
    {
        var attribute = new ProtobufWriter();
        attribute.Text(1, Name);
        switch (Value)
        {
            case float number:
                attribute.Number(2, number);
                attribute.Integer(FieldType, TypeFloat);
                break;
            case long integer:
                attribute.Integer(3, integer);
                attribute.Integer(FieldType, TypeInteger);
                break;
            case string text:
                attribute.Text(4, text);
                attribute.Integer(FieldType, TypeText);
                break;
            case long[] integers:
                foreach (var integer in integers)
                {
                    attribute.Integer(8, integer);
                }

                attribute.Integer(FieldType, TypeIntegers);
                break;
            default:
                throw new InvalidOperationException($"An attribute of type {Value.GetType().Name} is not written.");
        }

        return attribute;
    }
}
