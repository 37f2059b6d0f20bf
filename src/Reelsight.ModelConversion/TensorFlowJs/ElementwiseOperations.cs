using Operation = System.Action<Reelsight.ModelConversion.TensorFlowJs.NodeConversionContext>;

namespace Reelsight.ModelConversion.TensorFlowJs;

/// <summary>Elementwise operations. They keep the axis order of their inputs.</summary>
internal static class ElementwiseOperations
{
    public static IReadOnlyDictionary<string, Operation> Table { get; } =
        new Dictionary<string, Operation>
        {
            ["Add"] = Binary("Add"),
            ["AddV2"] = Binary("Add"),
            ["BiasAdd"] = Binary("Add"),
            ["Sub"] = Binary("Sub"),
            ["Mul"] = Binary("Mul"),
            ["RealDiv"] = Binary("Div"),
            ["Maximum"] = Binary("Max"),
            ["Less"] = Binary("Less"),
            ["Greater"] = Binary("Greater"),
            ["AddN"] = AddN,
            ["Identity"] = Unary("Identity"),
            ["Relu"] = Unary("Relu"),
            ["Relu6"] = Relu6,
            ["Sqrt"] = Unary("Sqrt"),
            ["Exp"] = Unary("Exp"),
            ["Sigmoid"] = Unary("Sigmoid"),
            ["Tanh"] = Unary("Tanh"),
            ["Sin"] = Unary("Sin"),
            ["Cos"] = Unary("Cos"),
            ["LogicalNot"] = Unary("Not"),
            ["Square"] = n => ConvertKeepingLayout(n, x => n.Emit("Mul", [x, x])),
            ["SquaredDifference"] = SquareDifference,
            ["FloorDiv"] = DivideToFloor,
            ["Rsqrt"] = n => ConvertKeepingLayout(n, x => n.Emit("Reciprocal", [n.Emit("Sqrt", [x])])),
            ["Cast"] = Cast,
        };

    private static Operation Unary(string op) => n => ConvertKeepingLayout(n, x => n.Emit(op, [x]));

    private static void Relu6(NodeConversionContext n)
    {
        var min = n.AddConstant([], [0f]);
        var max = n.AddConstant([], [6f]);
        ConvertKeepingLayout(n, x => n.Emit("Clip", [x, min, max]));
    }

    private static void ConvertKeepingLayout(NodeConversionContext n, Func<string, string> emit)
    {
        if (n.IsChannelsFirst(0))
        {
            n.SetResultChannelsFirst(emit(n.GetInputChannelsFirst(0)));
        }
        else
        {
            n.SetResults(emit(n.GetInput(0)));
        }
    }

    private static Operation Binary(string op) =>
        n =>
        {
            if (AsChannelsFirst(n, 0, other: 1) is { } left && AsChannelsFirst(n, 1, other: 0) is { } right)
            {
                n.SetResultChannelsFirst(n.Emit(op, [left, right]));
            }
            else
            {
                n.SetResults(n.Emit(op, [n.GetInput(0), n.GetInput(1)]));
            }
        };

    // An operand fits a channels-first one when it is channels-first too, a scalar, or a constant with one value per channel.
    private static string? AsChannelsFirst(NodeConversionContext n, int i, int other)
    {
        if (n.IsChannelsFirst(i))
        {
            return n.GetInputChannelsFirst(i);
        }

        if (!n.IsChannelsFirst(other) || n.FindConstant(i) is not { Floats: { } values } constant)
        {
            return null;
        }

        return constant.Shape switch
        {
            [] => n.GetInput(i),
            [var channels] => n.AddConstant([channels, 1, 1], values),
            _ => null,
        };
    }

    private static void SquareDifference(NodeConversionContext n)
    {
        var difference = n.Emit("Sub", [n.GetInput(0), n.GetInput(1)]);
        n.SetResults(n.Emit("Mul", [difference, difference]));
    }

    // Whole numbers only: ONNX divides towards zero, and its remainder has the sign of the divisor, so that this is exact.
    private static void DivideToFloor(NodeConversionContext n)
    {
        if (n.Node.GetDataType("T") is not ("3" or "9" or "DT_INT32" or "DT_INT64"))
        {
            throw n.CreateUnsupportedException("values that are not whole numbers");
        }

        var (value, divisor) = (n.GetInput(0), n.GetInput(1));
        n.SetResults(n.Emit("Div", [n.Emit("Sub", [value, n.Emit("Mod", [value, divisor])]), divisor]));
    }

    private static void AddN(NodeConversionContext n)
    {
        var all = Enumerable.Range(0, n.InputCount);
        if (all.All(n.IsChannelsFirst))
        {
            n.SetResultChannelsFirst(all.Select(n.GetInputChannelsFirst).Aggregate((sum, next) => n.Emit("Add", [sum, next])));
        }
        else
        {
            n.SetResults(all.Select(n.GetInput).Aggregate((sum, next) => n.Emit("Add", [sum, next])));
        }
    }

    private static void Cast(NodeConversionContext n)
    {
        var to = n.Node.GetDataType("DstT") switch
        {
            "1" or "DT_FLOAT" => Onnx.OnnxElementTypes.Float,
            "3" or "9" or "DT_INT32" or "DT_INT64" => Onnx.OnnxElementTypes.Int64,
            "10" or "DT_BOOL" => Onnx.OnnxElementTypes.Bool,
            var type => throw n.CreateUnsupportedException($"the type {type}"),
        };
        n.SetResults(n.Emit("Cast", [n.GetInput(0)], ("to", (long)to)));
    }
}
