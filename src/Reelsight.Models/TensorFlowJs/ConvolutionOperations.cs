using Operation = System.Action<Reelsight.Models.TensorFlowJs.NodeConversion>;

namespace Reelsight.Models.TensorFlowJs;

/// <summary>Operations on pictures: computed channels-first, with kernels rearranged once here.</summary>
internal static class ConvolutionOperations
{
    public static IReadOnlyDictionary<string, Operation> Table { get; } =
        new Dictionary<string, Operation>
        {
            ["Conv2D"] = Convolve,
            ["DepthwiseConv2dNative"] = ConvolveByChannel,
            ["FusedBatchNorm"] = Normalise,
            ["FusedBatchNormV3"] = Normalise,
        };

    private static void Convolve(NodeConversion n)
    {
        // Kernel axes: height, width, input channel, output channel -> output, input, height, width.
        var kernel = n.Floats(1, out var shape);
        var (height, width, inputs, outputs) = (shape[0], shape[1], shape[2], shape[3]);
        var turned = new float[kernel.Length];
        var from = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var i = 0; i < inputs; i++)
                {
                    for (var o = 0; o < outputs; o++)
                    {
                        turned[(((((o * inputs) + i) * height) + y) * width) + x] = kernel[from++];
                    }
                }
            }
        }

        Emit(n, n.NewConstant([outputs, inputs, height, width], turned), height, width, group: 1);
    }

    private static void ConvolveByChannel(NodeConversion n)
    {
        // Kernel axes: height, width, channel, multiple -> channel x multiple, 1, height, width.
        var kernel = n.Floats(1, out var shape);
        var (height, width, channels) = (shape[0], shape[1], shape[2]);
        var outputs = channels * shape[3];
        var turned = new float[kernel.Length];
        var from = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var o = 0; o < outputs; o++)
                {
                    turned[(((o * height) + y) * width) + x] = kernel[from++];
                }
            }
        }

        Emit(n, n.NewConstant([outputs, 1, height, width], turned), height, width, channels);
    }

    private static void Emit(NodeConversion n, string kernel, long height, long width, long group)
    {
        RequireChannelsLast(n);
        var strides = n.Node.Integers("strides");
        var dilations = n.Node.Integers("dilations");
        var padding = n.Node.Text("padding") switch
        {
            "SAME" => "SAME_UPPER",
            "VALID" => "VALID",
            var other => throw n.Unsupported($"the padding {other}"),
        };
        n.ResultChannelsFirst(
            n.Emit(
                "Conv",
                [n.InChannelsFirst(0), kernel],
                ("auto_pad", padding),
                ("kernel_shape", new[] { height, width }),
                ("strides", new[] { strides[1], strides[2] }),
                ("dilations", dilations.Length == 0 ? new long[] { 1, 1 } : new[] { dilations[1], dilations[2] }),
                ("group", group)
            )
        );
    }

    private static void Normalise(NodeConversion n)
    {
        RequireChannelsLast(n);
        if (n.Node.Flag("is_training"))
        {
            throw n.Unsupported("batch statistics");
        }

        n.ResultChannelsFirst(
            n.Emit("BatchNormalization", [n.InChannelsFirst(0), n.In(1), n.In(2), n.In(3), n.In(4)], ("epsilon", n.Node.Number("epsilon")))
        );
    }

    private static void RequireChannelsLast(NodeConversion n)
    {
        if (n.Node.Text("data_format") is { } format and not "NHWC")
        {
            throw n.Unsupported($"the data format {format}");
        }
    }
}
