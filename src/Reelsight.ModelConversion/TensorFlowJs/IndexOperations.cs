using Operation = System.Action<Reelsight.ModelConversion.TensorFlowJs.NodeConversionContext>;

namespace Reelsight.ModelConversion.TensorFlowJs;

/// <summary>Operations that read or write at computed positions.</summary>
internal static class IndexOperations
{
    public static IReadOnlyDictionary<string, Operation> Table { get; } =
        new Dictionary<string, Operation>
        {
            ["GatherV2"] = n => n.SetResults(n.Emit("Gather", [n.GetInput(0), n.GetInput(1)], ("axis", n.GetConstantIntegers(2)[0]))),
            ["GatherNd"] = n => n.SetResults(n.Emit("GatherND", [n.GetInput(0), n.GetInput(1)])),
            ["ScatterNd"] = ScatterNd,
            ["SparseToDense"] = SparseToDense,

            // Indices of true elements: TensorFlow lists one per row, ONNX one per column.
            ["Where"] = n => n.SetResults(n.Emit("Transpose", [n.Emit("NonZero", [n.GetInput(0)])], ("perm", new long[] { 1, 0 }))),
        };

    // Values written to the same index are added.
    private static void ScatterNd(NodeConversionContext n)
    {
        if (n.Node.GetDataType("T") is not ("1" or "DT_FLOAT"))
        {
            throw n.CreateUnsupportedException("values that are not float");
        }

        var zeros = n.Emit("Expand", [n.AddConstant([], [0f]), n.GetInput(2)]);
        n.SetResults(n.Emit("ScatterND", [zeros, n.GetInput(0), n.GetInput(1)], ("reduction", "add")));
    }

    private static void SparseToDense(NodeConversionContext n)
    {
        var dense = n.Emit("Expand", [n.GetInput(3), n.GetInput(1)]);
        n.SetResults(n.Emit("ScatterND", [dense, n.GetInput(0), n.GetInput(2)]));
    }
}
