using System.Runtime.CompilerServices;
using Reelsight.ModelConversion.Onnx;

namespace Reelsight.ModelConversion.TensorFlowJs;

/// <summary>State of one conversion: which tensors exist already, and under which names.</summary>
internal sealed class GraphConversionContext(
    GraphModel graph,
    OnnxModelWriter writer,
    IReadOnlyDictionary<string, Action<NodeConversionContext>> operations
)
{
    private static readonly long[] FirstToLast = [0, 2, 3, 1];
    private static readonly long[] LastToFirst = [0, 3, 1, 2];

    private readonly Dictionary<string, GraphTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphConstant> _unwritten = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _unnamed;

    public OnnxModelWriter Writer => writer;

    public string CreateName(string node) => $"{node}/~{_unnamed++}";

    public void DefineTensor(string tensor, GraphTensor value)
    {
        if (!_tensors.TryAdd(tensor, value))
        {
            throw new GraphConversionException($"The graph has two results '{tensor}'.");
        }
    }

    public GraphConstant? FindConstant(string tensor) => graph.FindConstant(tensor);

    /// <summary>Name of a tensor in TensorFlow's axis order.</summary>
    public string GetChannelsLast(string tensor)
    {
        var value = GetTensor(tensor);
        if (value.ChannelsLastName is not null && _unwritten.Remove(value.ChannelsLastName, out var constant))
        {
            WriteConstant(constant);
        }

        return value.ChannelsLastName ??= AddTranspose(tensor, value.ChannelsFirstName!, FirstToLast);
    }

    /// <summary>Name of an image-like tensor in channels-first order; only for tensors known to have four dimensions.</summary>
    public string GetChannelsFirst(string tensor)
    {
        var value = GetTensor(tensor);
        return value.ChannelsFirstName ??= AddTranspose(tensor, GetChannelsLast(tensor), LastToFirst);
    }

    /// <summary>Whether the tensor was computed in channels-first order, which is then the cheaper one to continue with.</summary>
    public bool IsChannelsFirst(string tensor) => GetTensor(tensor).ChannelsFirstName is not null;

    private string AddTranspose(string tensor, string from, long[] order)
    {
        var name = CreateName(tensor);
        writer.AddNode("Transpose", [from], [name], [new OnnxAttribute("perm", order)]);
        return name;
    }

    private GraphTensor GetTensor(string tensor)
    {
        // "name:0" and "name" are the same result.
        var key = tensor.EndsWith(":0", StringComparison.Ordinal) ? tensor[..^2] : tensor;
        if (_tensors.TryGetValue(key, out var known))
        {
            return known;
        }

        var node = graph.GetNode(key.Split(':')[0]);
        ConvertNode(node);
        return _tensors.TryGetValue(key, out var made)
            ? made
            : throw new GraphConversionException($"The node '{node.Name}' ({node.Op}) has no result '{key}'.");
    }

    private void ConvertNode(GraphNode node)
    {
        if (node.Op == "Const")
        {
            var constant = graph.FindConstant(node.Name)
                ?? throw new GraphConversionException($"The constant '{node.Name}' has no weights.");
            DefineTensor(node.Name, GraphTensor.FromChannelsLast(node.Name));

            // Many constants are only transposed into others; they are written when an operation reads them unchanged.
            _unwritten.Add(node.Name, constant);
            return;
        }

        if (!operations.TryGetValue(node.Op, out var operation))
        {
            throw new GraphConversionException(
                $"The operation '{node.Op}' of node '{node.Name}' cannot be converted. "
                    + "Cut the graph behind it, or add it to the operations."
            );
        }

        // A node is converted after its inputs, by a call within a call.
        if (!_open.Add(node.Name))
        {
            throw new GraphConversionException($"The node '{node.Name}' ({node.Op}) depends on itself.");
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new GraphConversionException($"The node '{node.Name}' ({node.Op}) lies behind too many others.");
        }

        try
        {
            operation(new NodeConversionContext(this, node));
        }
        catch (Exception cause)
            when (cause
                    is KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or OverflowException
                        or ArgumentException
                        or IndexOutOfRangeException
            )
        {
            // Attributes of another type, fewer inputs, weights of another shape: whatever an operation relies on and the graph lacks.
            throw new GraphConversionException(
                $"The node '{node.Name}' ({node.Op}) lacks what its operation needs: {cause.Message}",
                cause
            );
        }

        _open.Remove(node.Name);
    }

    private void WriteConstant(GraphConstant constant)
    {
        if (constant.Floats is not null)
        {
            writer.AddConstant(constant.Name, constant.Shape, constant.Floats);
        }
        else
        {
            writer.AddConstant(constant.Name, constant.Shape, constant.Integers);
        }
    }
}
