using Reelsight.ModelConversion.Onnx;
using Reelsight.ModelConversion.Protobuf;

namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>Small ONNX files of the two kinds that are taken apart.</summary>
internal static class OnnxSeeds
{
    private const string Table = "model.decoder.embed_tokens.weight_merged_0";

    /// <summary>Four operations in a row with two constants.</summary>
    public static byte[] Network { get; } = CreateNetwork();

    /// <summary>A node with two branches that end in logits, and the quantized table behind them.</summary>
    public static byte[] Decoder { get; } = CreateDecoder();

    private static byte[] CreateNetwork()
    {
        var model = new OnnxModelWriter();
        model.AddInput("picture", OnnxElementTypes.Float, [1, 3, 8, 8]);
        model.AddConstant("scale", [1], [0.5f]);
        model.AddConstant("axes", [2], [2L, 3L]);
        model.AddNode("Mul", ["picture", "scale"], ["a"], []);
        model.AddNode("Relu", ["a"], ["b"], []);
        model.AddNode("ReduceMean", ["b", "axes"], ["c"], [new("keepdims", 0L), new("mode", "mean"), new("alpha", 0.25f)]);
        model.AddNode("Sigmoid", ["c"], ["d"], [new("axes", new long[] { 1, 2 })]);
        model.AddOutput("d");
        return model.ToArray();
    }

    private static byte[] CreateDecoder()
    {
        var branch = new ProtobufWriter();
        branch.WriteMessage(1, Node("Mul", ["h"], ["/model/decoder/norm/Mul_output_0"]));
        branch.WriteMessage(1, Node("MatMul", ["/model/decoder/norm/Mul_output_0", Table], ["logits"]));
        branch.WriteMessage(12, Value("logits"));
        var node = Node("If", ["use_cache_branch"], ["logits"]);
        foreach (var name in (string[])["then_branch", "else_branch"])
        {
            var attribute = new ProtobufWriter();
            attribute.WriteString(1, name);
            attribute.WriteMessage(6, branch);
            node.WriteMessage(5, attribute);
        }
        var graph = new ProtobufWriter();
        graph.WriteMessage(1, node);
        graph.WriteMessage(5, Tensor($"{Table}_quantized", [3, 4], new byte[12]));
        graph.WriteMessage(5, Tensor($"{Table}_scale", [], [0, 0, 0x80, 0x3F]));
        graph.WriteMessage(5, Tensor($"{Table}_zero_point", [], [128]));
        graph.WriteMessage(12, Value("logits"));
        var model = new ProtobufWriter();
        model.WriteInteger(1, 8);
        model.WriteMessage(7, graph);
        return model.Written.ToArray();
    }

    private static ProtobufWriter Node(string op, string[] inputs, string[] outputs)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
        {
            node.WriteString(1, input);
        }
        foreach (var output in outputs)
        {
            node.WriteString(2, output);
        }
        node.WriteString(4, op);
        return node;
    }

    private static ProtobufWriter Value(string name)
    {
        var value = new ProtobufWriter();
        value.WriteString(1, name);
        return value;
    }

    private static ProtobufWriter Tensor(string name, long[] shape, byte[] bytes)
    {
        var tensor = new ProtobufWriter();
        foreach (var size in shape)
        {
            tensor.WriteInteger(1, size);
        }
        tensor.WriteInteger(2, OnnxElementTypes.UInt8);
        tensor.WriteString(8, name);
        tensor.WriteBytes(9, bytes);
        return tensor;
    }
}
