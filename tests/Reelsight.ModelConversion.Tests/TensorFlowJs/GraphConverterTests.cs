using System.Text.Json;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Tests;
using Reelsight.ModelConversion.TensorFlowJs;

namespace Reelsight.ModelConversion.Tests.TensorFlowJs;

[Collection(ModelPackCollection.Name)]
public sealed class GraphConverterTests(ModelPackFixture packs)
{
    // Both compute in single precision, but add in another order.
    private const float MaxDifference = 1e-4f;
    private const float MaxFeatureDifference = 1e-3f;

    private const string MiddleLayer = "FeatureExtractor/MobilenetV2/expanded_conv_13/expand/Relu6";

    [Fact]
    public async Task The_converted_detector_computes_what_the_original_does()
    {
        var pixels = Enumerable.Range(0, 300 * 300 * 3).Select(i => (int)((127 * (1 + Math.Sin(i * 0.0007))) + (i % 3))).ToArray();
        var expected = await TensorFlowJsReference.RunAsync(
            packs.Store.GetPath("objects", "models/coco-ssd/model.json"),
            [("image_tensor", [1, 300, 300, 3], pixels)],
            "Postprocessor/ExpandDims_1",
            "Postprocessor/Slice",
            "FeatureExtractor/MobilenetV2/Conv_1/Relu6"
        );

        using var session = packs.Store.LoadSession("objects", "objects.onnx");
        using var image = OnnxTensor.From<float>(Array.ConvertAll(pixels, pixel => (float)pixel), 1, 300, 300, 3);
        using var result = session.Run([("image", image)]);
        AssertClose(expected[0], result["boxes"].Values<float>(), MaxDifference);
        AssertClose(expected[1], result["scores"].Values<float>(), MaxDifference);
        AssertClose(expected[2], result["features"].Values<float>(), MaxFeatureDifference);
    }

    [Fact]
    public async Task The_converted_text_encoder_computes_what_the_original_does()
    {
        int[] indices = [0, 0, 0, 1, 0, 2, 1, 0, 2, 0, 2, 1, 2, 2, 2, 3];
        int[] values = [341, 4125, 8, 140, 4390, 17, 2, 7999];
        var expected = await TensorFlowJsReference.RunAsync(
            packs.Store.GetPath("text", "dist/model.json"),
            [("indices", [8, 2], indices), ("values", [8], values)],
            "module_apply_default/Encoder_en/hidden_layers/l2_normalize"
        );

        using var session = packs.Store.LoadSession("text", "text.onnx");
        using var places = OnnxTensor.From<long>(Array.ConvertAll(indices, index => (long)index), 8, 2);
        using var pieces = OnnxTensor.From<long>(Array.ConvertAll(values, value => (long)value), 8);
        using var result = session.Run([("indices", places), ("values", pieces)]);
        Assert.Equal([3L, 512], result["vectors"].Shape);
        AssertClose(expected[0], result["vectors"].Values<float>(), MaxDifference);
    }

    [Fact]
    public async Task The_converted_pose_network_computes_what_the_original_does()
    {
        var pixels = Enumerable.Range(0, 192 * 192 * 3).Select(i => (int)((127 * (1 + Math.Sin(i * 0.0003))) + (i % 3))).ToArray();
        var expected = await TensorFlowJsReference.RunAsync(
            packs.Store.GetPath("poses", "models/movenet-lightning.json"),
            [("input", [1, 192, 192, 3], pixels)],
            "Identity"
        );

        using var session = packs.Store.LoadSession("poses", "poses.onnx");
        using var image = OnnxTensor.From<float>(Array.ConvertAll(pixels, pixel => (float)pixel), 1, 192, 192, 3);
        using var result = session.Run([("image", image)]);
        Assert.Equal([1L, 1, 17, 3], result["keypoints"].Shape);
        AssertClose(expected[0], result["keypoints"].Values<float>(), MaxFeatureDifference);
    }

    [Fact]
    public void A_layer_in_the_middle_can_be_an_output_of_its_own()
    {
        var graph = GraphModel.Read(packs.Store.GetPath("objects", "models/coco-ssd/model.json"));
        var model = GraphConverter.ToOnnx(
            graph,
            [new GraphInput("Preprocessor/map/TensorArrayStack/TensorArrayGatherV3", "image", "float32", [1, 300, 300, 3])],
            [new GraphOutput(MiddleLayer, "middle")]
        );

        using var session = OnnxSession.Load(model);
        using var image = OnnxTensor.From<float>(new float[300 * 300 * 3], 1, 300, 300, 3);
        using var result = session.Run([("image", image)]);
        Assert.Equal([1L, 19, 19, 576], result["middle"].Shape);
    }

    [Fact]
    public void An_operation_that_cannot_be_converted_is_named_with_its_node()
    {
        var graph = GraphModel.Read(packs.Store.GetPath("objects", "models/coco-ssd/model.json"));
        var error = Assert.Throws<GraphConversionException>(() =>
            GraphConverter.ToOnnx(graph, [], [new GraphOutput("Postprocessor/Slice", "scores")])
        );
        Assert.Contains("TensorArrayGatherV3", error.Message, StringComparison.Ordinal);
        Assert.Contains("Preprocessor/map/TensorArrayStack", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_that_is_not_in_the_graph_is_named()
    {
        var graph = GraphModel.Read(packs.Store.GetPath("text", "dist/model.json"));
        var error = Assert.Throws<GraphConversionException>(() => GraphConverter.ToOnnx(graph, [], [new GraphOutput("absent", "x")]));
        Assert.Equal("The graph has no node 'absent'.", error.Message);
    }

    [Fact]
    public void A_file_that_is_no_graph_model_is_named()
    {
        var file = Path.Combine(TestRepository.GetArtifactsFolder("tests"), "layers.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { modelTopology = new { keras_version = "2" } }));
        var error = Assert.Throws<GraphConversionException>(() => GraphModel.Read(file));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    private static void AssertClose(float[] expected, ReadOnlySpan<float> actual, float maxDifference)
    {
        Assert.Equal(expected.Length, actual.Length);
        var worst = 0f;
        for (var i = 0; i < expected.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(expected[i] - actual[i]));
        }

        Assert.True(worst <= maxDifference, $"The greatest difference is {worst}, more than {maxDifference}.");
    }
}
