using System.Security.Cryptography;
using Reelsight.Inference.Detection;
using Reelsight.ModelConversion.Onnx;

namespace Reelsight.Inference.Tests.Detection;

/// <summary>A pack whose network has the inputs and outputs of D-FINE: it says that whatever is red is a dog, wherever it is.</summary>
internal static class SmallDetectorPack
{
    private const int Size = 32;
    private const int Queries = 3;

    /// <summary>Writes manifest and network into a folder.</summary>
    public static void Write(string folder, int labels = 80)
    {
        Directory.CreateDirectory(folder);
        var network = CreateNetwork(labels);
        File.WriteAllBytes(Path.Combine(folder, "detector.onnx"), network);
        File.WriteAllText(
            Path.Combine(folder, "pack.json"),
            $$"""
            {
              "name": "red-dogs", "licence": "MIT",
              "files": { "detector.onnx": "{{Convert.ToHexStringLower(SHA256.HashData(network))}}" },
              "detector": { "file": "detector.onnx", "size": {{Size}} }
            }
            """
        );
    }

    // The first query's logit of "dog" is 20 x red - 10 and that of "cat" 3 below; the second's box is the same, the third scores nothing.
    private static byte[] CreateNetwork(int labels)
    {
        var (dog, cat) = (CocoLabels.All.ToList().IndexOf("dog"), CocoLabels.All.ToList().IndexOf("cat"));
        var (weights, least) = (new float[3 * Queries * labels], Enumerable.Repeat(-10f, Queries * labels).ToArray());
        weights[dog] = weights[labels + dog] = weights[cat] = 20;
        (least[cat], least[labels + dog]) = (-13, -10.5f);
        var model = new OnnxModelWriter();
        model.AddInput("pixel_values", OnnxElementTypes.Float, [1, 3, Size, Size]);
        model.AddNode("ReduceMean", ["pixel_values"], ["colour"], [new("axes", new long[] { 2, 3 }), new("keepdims", 0L)]);
        model.AddConstant("weights", [3, Queries * labels], weights.AsSpan());
        model.AddNode("MatMul", ["colour", "weights"], ["raw"], []);
        model.AddConstant("least", [1, Queries * labels], least.AsSpan());
        model.AddNode("Add", ["raw", "least"], ["flat"], []);
        model.AddConstant("shape", [3], [1L, Queries, labels]);
        model.AddNode("Reshape", ["flat", "shape"], ["logits"], []);
        model.AddConstant("boxes", [1, Queries, 4], [0.5f, 0.5f, 0.5f, 0.25f, 0.5f, 0.5f, 0.52f, 0.25f, 0.1f, 0.1f, 0.4f, 0.4f]);
        model.AddNode("Identity", ["boxes"], ["pred_boxes"], []);
        model.AddOutput("logits");
        model.AddOutput("pred_boxes");
        return model.ToArray();
    }
}
