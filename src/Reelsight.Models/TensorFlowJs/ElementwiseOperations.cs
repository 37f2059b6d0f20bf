using Operation = System.Action<Reelsight.Models.TensorFlowJs.NodeConversion>;

namespace Reelsight.Models.TensorFlowJs;

/// <summary>Operations on each element by itself. They keep the axis order of what they get.</summary>
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
            ["Exp"] = Unary("Exp"),
            ["Sigmoid"] = Unary("Sigmoid"),
            ["Tanh"] = Unary("Tanh"),
            ["Sin"] = Unary("Sin"),
            ["Cos"] = Unary("Cos"),
            ["LogicalNot"] = Unary("Not"),
            ["Square"] = n => Map(n, x => n.Emit("Mul", [x, x])),
            ["Rsqrt"] = n => Map(n, x => n.Emit("Reciprocal", [n.Emit("Sqrt", [x])])),
            ["Cast"] = Cast,
        };

    private static Operation Unary(string op) => n => Map(n, x => n.Emit(op, [x]));

    private static void Relu6(NodeConversion n)
    {
        var least = n.NewConstant([], [0f]);
        var most = n.NewConstant([], [6f]);
        Map(n, x => n.Emit("Clip", [x, least, most]));
    }

    private static void Map(NodeConversion n, Func<string, string> emit)
    {
        if (n.IsChannelsFirst(0))
        {
            n.ResultChannelsFirst(emit(n.InChannelsFirst(0)));
        }
        else
        {
            n.Result(emit(n.In(0)));
        }
    }

    private static Operation Binary(string op) =>
        n =>
        {
            if (AsChannelsFirst(n, 0, other: 1) is { } left && AsChannelsFirst(n, 1, other: 0) is { } right)
            {
                n.ResultChannelsFirst(n.Emit(op, [left, right]));
            }
            else
            {
                n.Result(n.Emit(op, [n.In(0), n.In(1)]));
            }
        };

    // An operand joins a channels-first one when it is one too, a scalar, or a constant with one value per channel.
    private static string? AsChannelsFirst(NodeConversion n, int i, int other)
    {
        if (n.IsChannelsFirst(i))
        {
            return n.InChannelsFirst(i);
        }

        if (!n.IsChannelsFirst(other) || n.Constant(i) is not { Floats: { } values } constant)
        {
            return null;
        }

        return constant.Shape switch
        {
            [] => n.In(i),
            [var channels] => n.NewConstant([channels, 1, 1], values),
            _ => null,
        };
    }

    private static void AddN(NodeConversion n)
    {
        var all = Enumerable.Range(0, n.InputCount);
        if (all.All(n.IsChannelsFirst))
        {
            n.ResultChannelsFirst(all.Select(n.InChannelsFirst).Aggregate((sum, next) => n.Emit("Add", [sum, next])));
        }
        else
        {
            n.Result(all.Select(n.In).Aggregate((sum, next) => n.Emit("Add", [sum, next])));
        }
    }

    private static void Cast(NodeConversion n)
    {
        var to = n.Node.Type("DstT") switch
        {
            "1" or "DT_FLOAT" => Onnx.ElementTypes.Float,
            "3" or "9" or "DT_INT32" or "DT_INT64" => Onnx.ElementTypes.Int64,
            "10" or "DT_BOOL" => Onnx.ElementTypes.Bool,
            var type => throw n.Unsupported($"the type {type}"),
        };
        n.Result(n.Emit("Cast", [n.In(0)], ("to", (long)to)));
    }
}
