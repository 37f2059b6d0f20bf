using Operation = System.Action<Reelsight.Models.TensorFlowJs.NodeConversion>;

namespace Reelsight.Models.TensorFlowJs;

/// <summary>Operations that move, cut and join tensors without computing on their values.</summary>
internal static class ShapeOperations
{
    public static IReadOnlyDictionary<string, Operation> Table { get; } =
        new Dictionary<string, Operation>
        {
            ["Shape"] = n => n.Result(n.Emit("Shape", [n.In(0)])),
            ["Reshape"] = n => n.Result(n.Emit("Reshape", [n.In(0), n.In(1)], ("allowzero", 1L))),
            ["ExpandDims"] = n => n.Result(n.Emit("Unsqueeze", [n.In(0), n.NewConstant(n.Integers(1))])),
            ["Squeeze"] = Squeeze,
            ["Transpose"] = n => n.Result(n.Emit("Transpose", [n.In(0)], ("perm", n.Integers(1)))),
            ["Tile"] = n => n.Result(n.Emit("Tile", [n.In(0), n.In(1)])),
            ["Pack"] = Pack,
            ["Unpack"] = Unpack,
            ["ConcatV2"] = Concat,
            ["SplitV"] = Split,
            ["Slice"] = Slice,
            ["StridedSlice"] = StridedSlice,
            ["Range"] = n => n.Result(n.Emit("Range", [n.In(0), n.In(1), n.In(2)])),
        };

    private static void Squeeze(NodeConversion n)
    {
        var axes = n.Node.Integers("squeeze_dims");
        n.Result(axes.Length == 0 ? n.Emit("Squeeze", [n.In(0)]) : n.Emit("Squeeze", [n.In(0), n.NewConstant(axes)]));
    }

    private static void Pack(NodeConversion n)
    {
        var axis = n.Node.Integer("axis");
        var axes = n.NewConstant([axis]);
        var parts = Enumerable.Range(0, n.InputCount).Select(i => n.Emit("Unsqueeze", [n.In(i), axes])).ToArray();
        n.Result(n.Emit("Concat", parts, ("axis", axis)));
    }

    private static void Unpack(NodeConversion n)
    {
        var axis = n.Node.Integer("axis");
        var axes = n.NewConstant([axis]);
        var parts = n.EmitMany("Split", [n.In(0)], checked((int)n.Node.Integer("num")), ("axis", axis));
        n.Result([.. parts.Select(part => n.Emit("Squeeze", [part, axes]))]);
    }

    private static void Concat(NodeConversion n)
    {
        var last = n.InputCount - 1;
        var parts = Enumerable.Range(0, last).Select(n.In).ToArray();
        n.Result(n.Emit("Concat", parts, ("axis", n.Integers(last)[0])));
    }

    private static void Split(NodeConversion n) =>
        n.Result(n.EmitMany("Split", [n.In(0), n.In(1)], checked((int)n.Node.Integer("num_split")), ("axis", n.Integers(2)[0])));

    private static void Slice(NodeConversion n)
    {
        var starts = n.Integers(1);
        var sizes = n.Integers(2);

        // A size of -1 means all that is left.
        var ends = starts.Zip(sizes, (start, size) => size < 0 ? long.MaxValue : start + size).ToArray();
        n.Result(n.Emit("Slice", [n.In(0), n.NewConstant(starts), n.NewConstant(ends)]));
    }

    private static void StridedSlice(NodeConversion n)
    {
        if (n.Node.Integer("ellipsis_mask") != 0 || n.Node.Integer("new_axis_mask") != 0)
        {
            throw n.Unsupported("an ellipsis or a new axis");
        }

        var (starts, ends, steps) = (n.Integers(1).ToArray(), n.Integers(2).ToArray(), n.Integers(3));
        var removed = new List<long>();
        for (var axis = 0; axis < starts.Length; axis++)
        {
            if (Bit(n, "shrink_axis_mask", axis))
            {
                removed.Add(axis);
                ends[axis] = starts[axis] == -1 ? long.MaxValue : starts[axis] + 1;
                continue;
            }

            if (Bit(n, "begin_mask", axis))
            {
                starts[axis] = steps[axis] > 0 ? 0 : long.MaxValue;
            }

            if (Bit(n, "end_mask", axis))
            {
                ends[axis] = steps[axis] > 0 ? long.MaxValue : long.MinValue;
            }
        }

        var axes = Enumerable.Range(0, starts.Length).Select(axis => (long)axis).ToArray();
        var cut = n.Emit("Slice", [n.In(0), n.NewConstant(starts), n.NewConstant(ends), n.NewConstant(axes), n.NewConstant(steps)]);
        n.Result(removed.Count == 0 ? cut : n.Emit("Squeeze", [cut, n.NewConstant([.. removed])]));
    }

    private static bool Bit(NodeConversion n, string mask, int axis) => ((n.Node.Integer(mask) >> axis) & 1) == 1;
}
