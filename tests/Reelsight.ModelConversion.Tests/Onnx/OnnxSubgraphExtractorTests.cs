using System.Numerics.Tensors;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Tests;
using Reelsight.ModelConversion.Onnx;

namespace Reelsight.ModelConversion.Tests.Onnx;

[Collection(ModelPackCollection.Name)]
public sealed class OnnxSubgraphExtractorTests(ModelPackFixture packs)
{
    private const int Side = 224;
    private const string Input = "Input247";
    private static readonly GraphInput Picture = new(Input, Input, "float32", [1, 3, -1, -1]);

    private readonly byte[] _original = File.ReadAllBytes(
        packs.Store.GetPath("pictures", "tools/DnnImageModels/ResNet18Onnx/ResNet18.onnx")
    );

    [Fact]
    public void The_last_layer_of_the_cut_network_is_what_the_original_computes()
    {
        using var original = OnnxSession.Load(_original);
        using var cut = packs.Store.LoadSession("pictures", "pictures.onnx");
        using var image = Image(Side, Side);
        using var expected = original.Run([(Input, image)]);
        using var actual = cut.Run([(Input, image)], "layer393");
        Assert.Equal([1L, 512], actual[0].Shape);
        Assert.True(TensorPrimitives.Distance(expected[0].Values<float>(), actual[0].Values<float>()) < 1e-3f);
    }

    [Fact]
    public void A_pooled_layer_is_the_mean_of_the_layer_over_its_places()
    {
        using var cut = OnnxSession.Load(
            OnnxSubgraphExtractor.Extract(
                _original,
                [Picture],
                [new GraphOutput("ReLU347_Output_0", "map"), new GraphOutput("ReLU347_Output_0", "mean", Pooled: true)]
            )
        );
        using var image = Image(96, 64);
        using var result = cut.Run([(Input, image)]);
        Assert.Equal([1L, 256, 4, 6], result["map"].Shape);
        var places = 4 * 6;
        for (var channel = 0; channel < 256; channel++)
        {
            var mean = TensorPrimitives.Sum(result["map"].Values<float>().Slice(channel * places, places)) / places;
            Assert.Equal(mean, result["mean"].Values<float>()[channel], 1e-4f);
        }
    }

    [Fact]
    public void What_the_outputs_do_not_need_is_left_out()
    {
        var cut = OnnxSubgraphExtractor.Extract(_original, [Picture], [new GraphOutput("ReLU301_Output_0", "early")]);
        Assert.True(cut.Length < _original.Length / 10, $"{cut.Length} of {_original.Length} bytes are left.");
        using var session = OnnxSession.Load(cut);
        Assert.Equal(["early"], session.OutputNames);
    }

    [Fact]
    public void A_name_that_is_not_in_the_file_is_named()
    {
        var tensor = Assert.Throws<GraphConversionException>(() =>
            OnnxSubgraphExtractor.Extract(_original, [Picture], [new GraphOutput("absent", "x")])
        );
        Assert.Contains("'absent'", tensor.Message, StringComparison.Ordinal);
        var input = Assert.Throws<GraphConversionException>(() =>
            OnnxSubgraphExtractor.Extract(_original, [Picture with { Node = "nowhere" }], [new GraphOutput("ReLU301_Output_0", "x")])
        );
        Assert.Contains("'nowhere'", input.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_breaks_off_is_refused() =>
        Assert.Throws<GraphConversionException>(() =>
            OnnxSubgraphExtractor.Extract(_original.AsMemory(0, 5000), [Picture], [new GraphOutput("ReLU301_Output_0", "x")])
        );

    private static OnnxTensor Image(int width, int height) =>
        OnnxTensor.From<float>(
            Enumerable.Range(0, 3 * width * height).Select(i => 100 * MathF.Sin(i * 0.013f)).ToArray(),
            1,
            3,
            height,
            width
        );
}
