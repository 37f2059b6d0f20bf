using Operation = System.Action<Reelsight.Models.TensorFlowJs.NodeConversion>;

namespace Reelsight.Models.TensorFlowJs;

/// <summary>Operations that read or write at computed positions.</summary>
internal static class IndexOperations
{
    public static IReadOnlyDictionary<string, Operation> Table { get; } =
        new Dictionary<string, Operation>
        {
            ["GatherV2"] = n => n.Result(n.Emit("Gather", [n.In(0), n.In(1)], ("axis", n.Integers(2)[0]))),
            ["GatherNd"] = n => n.Result(n.Emit("GatherND", [n.In(0), n.In(1)])),
            ["ScatterNd"] = ScatterNd,
            ["SparseToDense"] = SparseToDense,

            // Positions of what is true: TensorFlow lists one per row, ONNX one per column.
            ["Where"] = n => n.Result(n.Emit("Transpose", [n.Emit("NonZero", [n.In(0)])], ("perm", new long[] { 1, 0 }))),
        };

    // Values written to the same place are added up.
    private static void ScatterNd(NodeConversion n)
    {
        if (n.Node.Type("T") is not ("1" or "DT_FLOAT"))
        {
            throw n.Unsupported("values that are not float");
        }

        var zeros = n.Emit("Expand", [n.NewConstant([], [0f]), n.In(2)]);
        n.Result(n.Emit("ScatterND", [zeros, n.In(0), n.In(1)], ("reduction", "add")));
    }

    private static void SparseToDense(NodeConversion n)
    {
        var dense = n.Emit("Expand", [n.In(3), n.In(1)]);
        n.Result(n.Emit("ScatterND", [dense, n.In(0), n.In(2)]));
    }
}
