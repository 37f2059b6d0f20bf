using Operation = System.Action<Reelsight.ModelConversion.TensorFlowJs.NodeConversionContext>;

namespace Reelsight.ModelConversion.TensorFlowJs;

/// <summary>Operations that reshape, slice and concatenate tensors.</summary>
internal static class ShapeOperations
{
    public static IReadOnlyDictionary<string, Operation> Table { get; } =
        new Dictionary<string, Operation>
        {
            ["Shape"] = n => n.SetResults(n.Emit("Shape", [n.GetInput(0)])),
            ["Reshape"] = n => n.SetResults(n.Emit("Reshape", [n.GetInput(0), n.GetInput(1)], ("allowzero", 1L))),
            ["ExpandDims"] = n => n.SetResults(n.Emit("Unsqueeze", [n.GetInput(0), n.AddConstant(n.GetConstantIntegers(1))])),
            ["Squeeze"] = Squeeze,
            ["Transpose"] = n => n.SetResults(n.Emit("Transpose", [n.GetInput(0)], ("perm", n.GetConstantIntegers(1)))),
            ["Tile"] = n => n.SetResults(n.Emit("Tile", [n.GetInput(0), n.GetInput(1)])),
            ["Pack"] = Pack,
            ["Unpack"] = Unpack,
            ["ConcatV2"] = Concat,
            ["SplitV"] = Split,
            ["Slice"] = Slice,
            ["StridedSlice"] = StridedSlice,
            ["Range"] = n => n.SetResults(n.Emit("Range", [n.GetInput(0), n.GetInput(1), n.GetInput(2)])),
        };

    private static void Squeeze(NodeConversionContext n)
    {
        var axes = n.Node.GetIntegers("squeeze_dims");
        n.SetResults(axes.Length == 0 ? n.Emit("Squeeze", [n.GetInput(0)]) : n.Emit("Squeeze", [n.GetInput(0), n.AddConstant(axes)]));
    }

    private static void Pack(NodeConversionContext n)
    {
        var axis = n.Node.GetInteger("axis");
        var axes = n.AddConstant([axis]);
        var parts = Enumerable.Range(0, n.InputCount).Select(i => n.Emit("Unsqueeze", [n.GetInput(i), axes])).ToArray();
        n.SetResults(n.Emit("Concat", parts, ("axis", axis)));
    }

    private static void Unpack(NodeConversionContext n)
    {
        var axis = n.Node.GetInteger("axis");
        var axes = n.AddConstant([axis]);
        var parts = n.EmitMany("Split", [n.GetInput(0)], checked((int)n.Node.GetInteger("num")), ("axis", axis));
        n.SetResults([.. parts.Select(part => n.Emit("Squeeze", [part, axes]))]);
    }

    private static void Concat(NodeConversionContext n)
    {
        var last = n.InputCount - 1;
        var parts = Enumerable.Range(0, last).Select(n.GetInput).ToArray();
        n.SetResults(n.Emit("Concat", parts, ("axis", n.GetConstantIntegers(last)[0])));
    }

    private static void Split(NodeConversionContext n) =>
        n.SetResults(
            n.EmitMany(
                "Split",
                [n.GetInput(0), n.GetInput(1)],
                checked((int)n.Node.GetInteger("num_split")),
                ("axis", n.GetConstantIntegers(2)[0])
            )
        );

    private static void Slice(NodeConversionContext n)
    {
        var starts = n.GetConstantIntegers(1);
        var sizes = n.GetConstantIntegers(2);

        // A size of -1 means everything that is left.
        var ends = starts.Zip(sizes, (start, size) => size < 0 ? long.MaxValue : start + size).ToArray();
        n.SetResults(n.Emit("Slice", [n.GetInput(0), n.AddConstant(starts), n.AddConstant(ends)]));
    }

    private static void StridedSlice(NodeConversionContext n)
    {
        if (n.Node.GetInteger("ellipsis_mask") != 0 || n.Node.GetInteger("new_axis_mask") != 0)
        {
            throw n.CreateUnsupportedException("an ellipsis or a new axis");
        }

        var (starts, ends, steps) = (n.GetConstantIntegers(1).ToArray(), n.GetConstantIntegers(2).ToArray(), n.GetConstantIntegers(3));
        var removed = new List<long>();
        for (var axis = 0; axis < starts.Length; axis++)
        {
            if (HasBit(n, "shrink_axis_mask", axis))
            {
                removed.Add(axis);
                ends[axis] = starts[axis] == -1 ? long.MaxValue : starts[axis] + 1;
                continue;
            }

            if (HasBit(n, "begin_mask", axis))
            {
                starts[axis] = steps[axis] > 0 ? 0 : long.MaxValue;
            }

            if (HasBit(n, "end_mask", axis))
            {
                ends[axis] = steps[axis] > 0 ? long.MaxValue : long.MinValue;
            }
        }

        var axes = Enumerable.Range(0, starts.Length).Select(axis => (long)axis).ToArray();
        var cut = n.Emit("Slice", [n.GetInput(0), n.AddConstant(starts), n.AddConstant(ends), n.AddConstant(axes), n.AddConstant(steps)]);
        n.SetResults(removed.Count == 0 ? cut : n.Emit("Squeeze", [cut, n.AddConstant([.. removed])]));
    }

    private static bool HasBit(NodeConversionContext n, string mask, int axis) => ((n.Node.GetInteger(mask) >> axis) & 1) == 1;
}
