using Reelsight.ModelConversion.Onnx;

namespace Reelsight.ModelConversion.TensorFlowJs;

/// <summary>The node that an operation converts: its inputs by position, and methods that write ONNX nodes and results.</summary>
internal sealed class NodeConversionContext(GraphConversionContext conversion, GraphNode node)
{
    public GraphNode Node => node;

    public int InputCount => node.Inputs.Count;

    /// <summary>Name of an input in TensorFlow's axis order.</summary>
    public string GetInput(int i) => conversion.GetChannelsLast(node.Inputs[i]);

    public string GetInputChannelsFirst(int i) => conversion.GetChannelsFirst(node.Inputs[i]);

    public bool IsChannelsFirst(int i) => conversion.IsChannelsFirst(node.Inputs[i]);

    public GraphConstant? FindConstant(int i) => conversion.FindConstant(node.Inputs[i]);

    /// <summary>Values of an integer input, which must be a constant.</summary>
    public long[] GetConstantIntegers(int i) =>
        FindConstant(i)?.Integers
        ?? throw new GraphConversionException($"Input {i} of node '{node.Name}' ({node.Op}) is not a constant integer tensor.");

    public float[] GetConstantFloats(int i, out long[] shape)
    {
        if (FindConstant(i) is { Floats: { } floats } constant)
        {
            shape = constant.Shape;
            return floats;
        }

        throw new GraphConversionException($"Input {i} of node '{node.Name}' ({node.Op}) is not a constant float tensor.");
    }

    public string AddConstant(ReadOnlySpan<long> shape, ReadOnlySpan<float> values)
    {
        var name = conversion.CreateName(node.Name);
        conversion.Writer.AddConstant(name, shape, values);
        return name;
    }

    /// <summary>Adds an integer vector as a constant.</summary>
    public string AddConstant(params ReadOnlySpan<long> values)
    {
        var name = conversion.CreateName(node.Name);
        conversion.Writer.AddConstant(name, [values.Length], values);
        return name;
    }

    /// <summary>Writes an ONNX node and returns the name of its result.</summary>
    public string Emit(string op, IReadOnlyList<string> inputs, params IReadOnlyList<(string Name, object Value)> attributes) =>
        EmitMany(op, inputs, 1, attributes)[0];

    public string[] EmitMany(
        string op,
        IReadOnlyList<string> inputs,
        int results,
        params IReadOnlyList<(string Name, object Value)> attributes
    )
    {
        var names = Enumerable.Range(0, results).Select(_ => conversion.CreateName(node.Name)).ToArray();
        conversion.Writer.AddNode(
            op,
            inputs,
            names,
            [.. attributes.Select(attribute => new OnnxAttribute(attribute.Name, attribute.Value))]
        );
        return names;
    }

    /// <summary>Declares the node's results, all in TensorFlow's axis order.</summary>
    public void SetResults(params ReadOnlySpan<string> names)
    {
        for (var k = 0; k < names.Length; k++)
        {
            conversion.DefineTensor(k == 0 ? node.Name : $"{node.Name}:{k}", GraphTensor.FromChannelsLast(names[k]));
        }
    }

    public void SetResultChannelsFirst(string name) => conversion.DefineTensor(node.Name, GraphTensor.FromChannelsFirst(name));

    public GraphConversionException CreateUnsupportedException(string what) =>
        new($"The node '{node.Name}' ({node.Op}) uses {what}, which cannot be converted.");
}
