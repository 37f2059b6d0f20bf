using Operation = System.Action<Reelsight.ModelConversion.TensorFlowJs.NodeConversionContext>;

namespace Reelsight.ModelConversion.TensorFlowJs;

/// <summary>Reductions over axes, and matrix products.</summary>
internal static class ReductionOperations
{
    public static IReadOnlyDictionary<string, Operation> Table { get; } =
        new Dictionary<string, Operation>
        {
            ["Max"] = Reduce("ReduceMax"),
            ["Prod"] = Reduce("ReduceProd"),
            ["Mean"] = Reduce("ReduceMean"),

            // Unlike the others, ReduceSum takes its axes as an input since operator set 13.
            ["Sum"] = n => n.SetResults(n.Emit("ReduceSum", [n.GetInput(0), n.AddConstant(n.GetConstantIntegers(1))], KeepAxes(n))),
            ["ArgMax"] = n => n.SetResults(n.Emit("ArgMax", [n.GetInput(0)], ("axis", n.GetConstantIntegers(1)[0]), ("keepdims", 0L))),
            ["Softmax"] = n => n.SetResults(n.Emit("Softmax", [n.GetInput(0)], ("axis", -1L))),
            ["MatMul"] = n => Multiply(n, n.Node.GetFlag("transpose_a"), n.Node.GetFlag("transpose_b")),
            ["BatchMatMul"] = n => Multiply(n, n.Node.GetFlag("adj_x"), n.Node.GetFlag("adj_y")),
            ["BatchMatMulV2"] = n => Multiply(n, n.Node.GetFlag("adj_x"), n.Node.GetFlag("adj_y")),
        };

    private static Operation Reduce(string op) =>
        n => n.SetResults(n.Emit(op, [n.GetInput(0)], ("axes", n.GetConstantIntegers(1)), KeepAxes(n)));

    private static (string Name, object Value) KeepAxes(NodeConversionContext n) => ("keepdims", n.Node.GetFlag("keep_dims") ? 1L : 0L);

    private static void Multiply(NodeConversionContext n, bool turnLeft, bool turnRight)
    {
        // The number of axes is not known here; an ellipsis transposes the last two, whatever precedes them.
        n.SetResults(
            turnLeft || turnRight
                ? n.Emit(
                    "Einsum",
                    [n.GetInput(0), n.GetInput(1)],
                    ("equation", $"...{(turnLeft ? "ki" : "ik")},...{(turnRight ? "jk" : "kj")}->...ij")
                )
                : n.Emit("MatMul", [n.GetInput(0), n.GetInput(1)])
        );
    }
}
