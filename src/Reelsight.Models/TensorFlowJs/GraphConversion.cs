namespace Reelsight.Models.TensorFlowJs;

/// <summary>State of one conversion: which tensors exist already, and under which names.</summary>
internal sealed class GraphConversion(
    GraphModel graph,
    OnnxModelWriter writer,
    IReadOnlyDictionary<string, Action<NodeConversion>> operations
)
{
    private static readonly long[] FirstToLast = [0, 2, 3, 1];
    private static readonly long[] LastToFirst = [0, 3, 1, 2];

    private readonly Dictionary<string, GraphTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphConstant> _unwritten = new(StringComparer.Ordinal);
    private int _unnamed;

    public OnnxModelWriter Writer => writer;

    public string NewName(string node) => $"{node}/~{_unnamed++}";

    public void Define(string tensor, GraphTensor value) => _tensors.Add(tensor, value);

    public GraphConstant? Constant(string tensor) => graph.Constant(tensor);

    /// <summary>Name of a tensor in TensorFlow's axis order.</summary>
    public string ChannelsLast(string tensor)
    {
        var value = Tensor(tensor);
        if (value.Last is not null && _unwritten.Remove(value.Last, out var constant))
        {
            Write(constant);
        }

        return value.Last ??= Transpose(tensor, value.First!, FirstToLast);
    }

    /// <summary>Name of a picture-like tensor in channels-first order; only for tensors known to have four axes.</summary>
    public string ChannelsFirst(string tensor)
    {
        var value = Tensor(tensor);
        return value.First ??= Transpose(tensor, ChannelsLast(tensor), LastToFirst);
    }

    /// <summary>Whether the tensor was computed in channels-first order, which is then the cheap one to go on with.</summary>
    public bool IsChannelsFirst(string tensor) => Tensor(tensor).First is not null;

    private string Transpose(string tensor, string from, long[] order)
    {
        var name = NewName(tensor);
        writer.Node("Transpose", [from], [name], [new OnnxAttribute("perm", order)]);
        return name;
    }

    private GraphTensor Tensor(string tensor)
    {
        // "name:0" and "name" are the same result.
        var key = tensor.EndsWith(":0", StringComparison.Ordinal) ? tensor[..^2] : tensor;
        if (_tensors.TryGetValue(key, out var known))
        {
            return known;
        }

        var node = graph.Node(key.Split(':')[0]);
        Convert(node);
        return _tensors.TryGetValue(key, out var made)
            ? made
            : throw new GraphConversionException($"The node '{node.Name}' ({node.Op}) has no result '{key}'.");
    }

    private void Convert(GraphNode node)
    {
        if (node.Op == "Const")
        {
            var constant = graph.Constant(node.Name) ?? throw new GraphConversionException($"The constant '{node.Name}' has no weights.");
            Define(node.Name, GraphTensor.ChannelsLast(node.Name));

            // Many constants are only rearranged into others; they are written when an operation reads them as they are.
            _unwritten.Add(node.Name, constant);
            return;
        }

        if (!operations.TryGetValue(node.Op, out var operation))
        {
            throw new GraphConversionException(
                $"The operation '{node.Op}' of node '{node.Name}' cannot be converted. Cut the graph behind it, or add it to the operations."
            );
        }

        operation(new NodeConversion(this, node));
    }

    private void Write(GraphConstant constant)
    {
        if (constant.Floats is not null)
        {
            writer.Constant(constant.Name, constant.Shape, constant.Floats);
        }
        else
        {
            writer.Constant(constant.Name, constant.Shape, constant.Integers);
        }
    }
}

/// <summary>Names of one tensor in the two axis orders, as far as they exist in the model.</summary>
internal sealed class GraphTensor
{
    private GraphTensor() { }

    /// <summary>Name of the tensor in TensorFlow's order, for pictures batch, height, width, channels.</summary>
    public string? Last { get; set; }

    /// <summary>Name of the tensor as batch, channels, height, width.</summary>
    public string? First { get; set; }

    public static GraphTensor ChannelsLast(string name) => new() { Last = name };

    public static GraphTensor ChannelsFirst(string name) => new() { First = name };
}
