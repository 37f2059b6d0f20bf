using Reelsight.Inference.Hub;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;
using Reelsight.ModelConversion;
using Reelsight.ModelConversion.Onnx;
using Reelsight.ModelConversion.Protobuf;
using Reelsight.ModelConversion.TensorFlowJs;

namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>What reads model files and the manifests of packs, which anybody may hand on.</summary>
internal static class ModelTargets
{
    private const int MaxMessageDepth = 8;
    private static readonly GraphInput[] _inputs = [new("picture", "picture", "float32", [1, 3, -1, -1])];
    private static readonly GraphOutput[] _outputs = [new("c", "c"), new("b", "mean", Pooled: true)];

    private static readonly byte[] _listing =
        """
        {"id":"owner/model","sha":"0123456789abcdef0123456789abcdef01234567","cardData":{"license":"mit"},"siblings":[
        {"rfilename":"config.json","size":2,"blobId":"0123456789abcdef0123456789abcdef01234567"},
        {"rfilename":"visual/model.onnx","size":9,"blobId":"1123456789abcdef0123456789abcdef01234567",
        "lfs":{"sha256":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","size":9}}]}
        """u8.ToArray();

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("protobuf", [OnnxSeeds.Network, OnnxSeeds.Decoder], bytes => ReadFields(bytes, 0), typeof(InvalidDataException)),
        new(
            "onnx-subgraph",
            [OnnxSeeds.Network],
            bytes => OnnxSubgraphExtractor.Extract(bytes, _inputs, _outputs),
            typeof(GraphConversionException)
        ),
        new(
            "onnx-outline",
            [OnnxSeeds.Network, OnnxSeeds.Decoder],
            bytes => OnnxOutline.Read(ScratchFiles.Write("outline.onnx", bytes)),
            typeof(InvalidDataException)
        ),
        new("hub-listing", [_listing], bytes => HubRepository.Parse("owner/model", bytes), typeof(ModelStoreException)) { IsText = true },
        new("onnx-decoder", [OnnxSeeds.Decoder], SplitDecoder, typeof(InvalidDataException)),
        new("tensorflow-js", GraphSeeds.All, ConvertGraph, typeof(GraphConversionException)) { IsText = true },
        new("pack-manifest", PackSeeds.All, ReadPack, typeof(ModelStoreException)) { IsText = true },
    ];

    private static void ReadFields(ReadOnlyMemory<byte> message, int depth)
    {
        foreach (var field in ProtobufField.ReadAll(message))
        {
            // Readers ask for what a field's number says; here every field is asked for everything.
            IgnoreRefusal(() => field.ReadInteger());
            IgnoreRefusal(() => field.ReadSingle());
            if (!field.Payload.IsEmpty && depth < MaxMessageDepth)
            {
                IgnoreRefusal(() => ReadFields(field.Payload, depth + 1));
            }
        }
    }

    private static void IgnoreRefusal(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidDataException)
        {
            // A text, or a number of another kind.
        }
    }

    private static void SplitDecoder(byte[] bytes)
    {
        var (_, matrix) = MoonshineDecoderSplitter.Split(ScratchFiles.Write("decoder.onnx", bytes));
        // What the speech model does with it: row by row.
        for (var row = 0; row < matrix.Weights.Length / matrix.Width; row++)
        {
            _ = matrix.Weights.AsSpan(row * matrix.Width, matrix.Width);
        }
    }

    private static void ConvertGraph(byte[] bytes)
    {
        var path = ScratchFiles.Write("model.json", bytes);
        ScratchFiles.Write("weights.bin", new byte[GraphSeeds.WeightBytes]);
        GraphConverter.ToOnnx(GraphModel.Read(path), [new("x", "x", "float32", [1, 4])], [new("y", "y")]);
    }

    private static void ReadPack(byte[] bytes)
    {
        var pack = UserPackStore.Parse("pack.json", bytes);
        if (UserPackRules.FindViolation(pack, ["built-in"]) is { } violation)
        {
            throw new ModelStoreException(violation);
        }
    }
}
