namespace Reelsight.Models.TensorFlowJs;

/// <summary>What an operation sees of the node it converts: inputs by position, and ways to write ONNX nodes and results.</summary>
internal sealed class NodeConversion(GraphConversion conversion, GraphNode node)
{
    public GraphNode Node => node;

    public int InputCount => node.Inputs.Count;

    /// <summary>Name of an input in TensorFlow's axis order.</summary>
    public string In(int i) => conversion.ChannelsLast(node.Inputs[i]);

    public string InChannelsFirst(int i) => conversion.ChannelsFirst(node.Inputs[i]);

    public bool IsChannelsFirst(int i) => conversion.IsChannelsFirst(node.Inputs[i]);

    public GraphConstant? Constant(int i) => conversion.Constant(node.Inputs[i]);

    /// <summary>Values of an integer input that has to be known when converting.</summary>
    public long[] Integers(int i) =>
        Constant(i)?.Integers
        ?? throw new GraphConversionException($"Input {i} of node '{node.Name}' ({node.Op}) is not a constant integer tensor.");

    public float[] Floats(int i, out long[] shape)
    {
        if (Constant(i) is { Floats: { } floats } constant)
        {
            shape = constant.Shape;
            return floats;
        }

        throw new GraphConversionException($"Input {i} of node '{node.Name}' ({node.Op}) is not a constant float tensor.");
    }

    public string NewConstant(ReadOnlySpan<long> shape, ReadOnlySpan<float> values)
    {
        var name = conversion.NewName(node.Name);
        conversion.Writer.Constant(name, shape, values);
        return name;
    }

    /// <summary>An integer vector.</summary>
    public string NewConstant(params ReadOnlySpan<long> values)
    {
        var name = conversion.NewName(node.Name);
        conversion.Writer.Constant(name, [values.Length], values);
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
        var names = Enumerable.Range(0, results).Select(_ => conversion.NewName(node.Name)).ToArray();
        conversion.Writer.Node(op, inputs, names, [.. attributes.Select(attribute => new OnnxAttribute(attribute.Name, attribute.Value))]);
        return names;
    }

    /// <summary>States the node's results, all in TensorFlow's axis order.</summary>
    public void Result(params ReadOnlySpan<string> names)
    {
        for (var k = 0; k < names.Length; k++)
        {
            conversion.Define(k == 0 ? node.Name : $"{node.Name}:{k}", GraphTensor.ChannelsLast(names[k]));
        }
    }

    public void ResultChannelsFirst(string name) => conversion.Define(node.Name, GraphTensor.ChannelsFirst(name));

    public GraphConversionException Unsupported(string what) =>
        new($"The node '{node.Name}' ({node.Op}) uses {what}, which cannot be converted.");
}
