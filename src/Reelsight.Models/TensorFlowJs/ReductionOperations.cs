using Operation = System.Action<Reelsight.Models.TensorFlowJs.NodeConversion>;

namespace Reelsight.Models.TensorFlowJs;

/// <summary>Operations that sum over axes, products of matrices included.</summary>
internal static class ReductionOperations
{
    public static IReadOnlyDictionary<string, Operation> Table { get; } =
        new Dictionary<string, Operation>
        {
            ["Max"] = Reduce("ReduceMax"),
            ["Prod"] = Reduce("ReduceProd"),
            ["Mean"] = Reduce("ReduceMean"),

            // Unlike the others, ReduceSum takes its axes as an input since operator set 13.
            ["Sum"] = n => n.Result(n.Emit("ReduceSum", [n.In(0), n.NewConstant(n.Integers(1))], KeepAxes(n))),
            ["Softmax"] = n => n.Result(n.Emit("Softmax", [n.In(0)], ("axis", -1L))),
            ["MatMul"] = n => Multiply(n, n.Node.Flag("transpose_a"), n.Node.Flag("transpose_b")),
            ["BatchMatMul"] = n => Multiply(n, n.Node.Flag("adj_x"), n.Node.Flag("adj_y")),
            ["BatchMatMulV2"] = n => Multiply(n, n.Node.Flag("adj_x"), n.Node.Flag("adj_y")),
        };

    private static Operation Reduce(string op) => n => n.Result(n.Emit(op, [n.In(0)], ("axes", n.Integers(1)), KeepAxes(n)));

    private static (string Name, object Value) KeepAxes(NodeConversion n) => ("keepdims", n.Node.Flag("keep_dims") ? 1L : 0L);

    private static void Multiply(NodeConversion n, bool turnLeft, bool turnRight)
    {
        // The number of axes is not known here; an ellipsis turns the last two whatever stands before them.
        n.Result(
            turnLeft || turnRight
                ? n.Emit("Einsum", [n.In(0), n.In(1)], ("equation", $"...{(turnLeft ? "ki" : "ik")},...{(turnRight ? "jk" : "kj")}->...ij"))
                : n.Emit("MatMul", [n.In(0), n.In(1)])
        );
    }
}
