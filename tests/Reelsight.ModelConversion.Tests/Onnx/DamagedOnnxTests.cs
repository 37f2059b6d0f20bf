using Reelsight.ModelConversion.Onnx;
using Reelsight.ModelConversion.Protobuf;

namespace Reelsight.ModelConversion.Tests.Onnx;

public sealed class DamagedOnnxTests
{
    private const string Table = "model.decoder.embed_tokens.weight_merged_0";

    [Theory]
    [InlineData(5)]
    [InlineData(11)]
    public void A_tensor_without_a_name_is_refused(int field)
    {
        var graph = new ProtobufWriter();
        graph.WriteMessage(field, new ProtobufWriter());
        var model = new ProtobufWriter();
        model.WriteMessage(7, graph);
        var e = Assert.Throws<GraphConversionException>(() => OnnxSubgraphExtractor.Extract(model.Written, [], []));
        Assert.Contains("no name", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 12, 1)]
    [InlineData(5, 12, 1)]
    [InlineData(-4, 12, 1)]
    [InlineData(4, 12, 0)]
    [InlineData(null, 12, 1)]
    public void A_vocabulary_whose_sizes_contradict_each_other_is_refused(int? width, int weights, int zeroBytes)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, CreateDecoder(width, weights, zeroBytes));
            Assert.Throws<InvalidDataException>(() => MoonshineDecoderSplitter.Split(file));
            File.WriteAllBytes(file, CreateDecoder(4, 12, 1));
            Assert.Equal(4, MoonshineDecoderSplitter.Split(file).Vocabulary.Width);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static byte[] CreateDecoder(int? width, int weights, int zeroBytes)
    {
        var last = new ProtobufWriter();
        last.WriteString(2, "/model/decoder/norm/Mul_output_0");
        var branch = new ProtobufWriter();
        branch.WriteMessage(1, last);
        var attribute = new ProtobufWriter();
        attribute.WriteMessage(6, branch);
        var node = new ProtobufWriter();
        node.WriteMessage(5, attribute);
        var graph = new ProtobufWriter();
        graph.WriteMessage(1, node);
        graph.WriteMessage(5, CreateTensor("quantized", width, new byte[weights]));
        graph.WriteMessage(5, CreateTensor("scale", null, [0, 0, 0x80, 0x3F]));
        graph.WriteMessage(5, CreateTensor("zero_point", null, new byte[zeroBytes]));
        var model = new ProtobufWriter();
        model.WriteMessage(7, graph);
        return model.Written.ToArray();
    }

    private static ProtobufWriter CreateTensor(string name, int? width, byte[] bytes)
    {
        var tensor = new ProtobufWriter();
        if (width is { } number)
        {
            tensor.WriteInteger(1, number);
        }
        tensor.WriteString(8, $"{Table}_{name}");
        tensor.WriteBytes(9, bytes);
        return tensor;
    }
}
