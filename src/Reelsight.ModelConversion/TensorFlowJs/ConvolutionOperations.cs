using Operation = System.Action<Reelsight.ModelConversion.TensorFlowJs.NodeConversionContext>;

namespace Reelsight.ModelConversion.TensorFlowJs;

/// <summary>Convolution and pooling: computed channels-first, with kernels transposed once at conversion.</summary>
internal static class ConvolutionOperations
{
    public static IReadOnlyDictionary<string, Operation> Table { get; } =
        new Dictionary<string, Operation>
        {
            ["Conv2D"] = ConvertConvolution,
            ["_FusedConv2D"] = ConvertConvolution,
            ["DepthwiseConv2dNative"] = ConvertDepthwiseConvolution,
            ["FusedDepthwiseConv2dNative"] = ConvertDepthwiseConvolution,
            ["FusedBatchNorm"] = ConvertBatchNormalization,
            ["FusedBatchNormV3"] = ConvertBatchNormalization,
            ["ResizeBilinear"] = ConvertResize,
        };

    private static void ConvertConvolution(NodeConversionContext n)
    {
        // Kernel axes: height, width, input channel, output channel -> output, input, height, width.
        var kernel = GetKernel(n, out var shape);
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

        Emit(n, n.AddConstant([outputs, inputs, height, width], turned), height, width, group: 1);
    }

    private static void ConvertDepthwiseConvolution(NodeConversionContext n)
    {
        // Kernel axes: height, width, channel, multiple -> channel x multiple, 1, height, width.
        var kernel = GetKernel(n, out var shape);
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

        Emit(n, n.AddConstant([outputs, 1, height, width], turned), height, width, channels);
    }

    // Four sizes, none of them 0: the loops over them trust it.
    private static float[] GetKernel(NodeConversionContext n, out long[] shape)
    {
        var kernel = n.GetConstantFloats(1, out shape);
        return shape.Length == 4 && kernel.Length > 0
            ? kernel
            : throw n.CreateUnsupportedException($"a kernel of the shape [{string.Join(", ", shape)}]");
    }

    private static void Emit(NodeConversionContext n, string kernel, long height, long width, long group)
    {
        RequireChannelsLast(n);
        var strides = n.Node.GetIntegers("strides");
        var dilations = n.Node.GetIntegers("dilations");
        var padding = n.Node.GetString("padding") switch
        {
            "SAME" => "SAME_UPPER",
            "VALID" => "VALID",
            var other => throw n.CreateUnsupportedException($"the padding {other}"),
        };
        // Fused nodes add a value for each channel and apply an activation within the convolution.
        var fused = n.Node.GetStrings("fused_ops");
        string[] bias = fused is ["BiasAdd", ..] ? [n.GetInput(2)] : [];
        var result = n.Emit(
            "Conv",
            [n.GetInputChannelsFirst(0), kernel, .. bias],
            ("auto_pad", padding),
            ("kernel_shape", new[] { height, width }),
            ("strides", new[] { strides[1], strides[2] }),
            ("dilations", dilations.Length == 0 ? new long[] { 1, 1 } : new[] { dilations[1], dilations[2] }),
            ("group", group)
        );
        foreach (var operation in fused.Skip(bias.Length))
        {
            result = operation switch
            {
                "Relu" => n.Emit("Relu", [result]),
                "Relu6" => n.Emit("Clip", [result, n.AddConstant([], [0f]), n.AddConstant([], [6f])]),
                _ => throw n.CreateUnsupportedException($"the fused operation {operation}"),
            };
        }

        n.SetResultChannelsFirst(result);
    }

    private static void ConvertResize(NodeConversionContext n)
    {
        if (n.Node.GetFlag("align_corners") || !n.Node.GetFlag("half_pixel_centers"))
        {
            throw n.CreateUnsupportedException("pixels that are not taken at their centres");
        }

        var image = n.GetInputChannelsFirst(0);
        var kept = n.Emit("Slice", [n.Emit("Shape", [image]), n.AddConstant([0L]), n.AddConstant([2L])]);
        var size = n.Emit("Concat", [kept, n.AddConstant(n.GetConstantIntegers(1))], ("axis", 0L));
        n.SetResultChannelsFirst(
            n.Emit("Resize", [image, "", "", size], ("mode", "linear"), ("coordinate_transformation_mode", "half_pixel"))
        );
    }

    private static void ConvertBatchNormalization(NodeConversionContext n)
    {
        RequireChannelsLast(n);
        if (n.Node.GetFlag("is_training"))
        {
            throw n.CreateUnsupportedException("batch statistics");
        }

        n.SetResultChannelsFirst(
            n.Emit(
                "BatchNormalization",
                [n.GetInputChannelsFirst(0), n.GetInput(1), n.GetInput(2), n.GetInput(3), n.GetInput(4)],
                ("epsilon", n.Node.GetSingle("epsilon"))
            )
        );
    }

    private static void RequireChannelsLast(NodeConversionContext n)
    {
        if (n.Node.GetString("data_format") is { } format and not "NHWC")
        {
            throw n.CreateUnsupportedException($"the data format {format}");
        }
    }
}
