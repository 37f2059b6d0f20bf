using System.Text;
using Reelsight.ModelConversion.Protobuf;

namespace Reelsight.ModelConversion.Onnx;

/// <summary>Splits the exported decoder in two: a model that ends in the last hidden state, and the output matrix behind
/// it. As exported, every single token transposes the 9 MB table, expands it to 38 MB of floats and multiplies; that takes
/// three quarters of the decoder's time. The caller computes the same product on the bytes as they are.</summary>
internal static class MoonshineDecoderSplitter
{
    private const string Logits = "logits";
    private const string Hidden = "/model/decoder/norm/Mul_output_0";
    private const string Table = "model.decoder.embed_tokens.weight_merged_0";
    private static readonly string[] Replaced =
    [
        Logits,
        "model.decoder.embed_tokens.weight_transposed",
        "model.decoder.embed_tokens.weight_transposed_quantized",
    ];

    // Field numbers of onnx.proto.
    private const int ModelGraph = 7;
    private const int GraphNode = 1;
    private const int GraphInitializer = 5;
    private const int GraphOutput = 12;
    private const int NodeOutput = 2;
    private const int NodeAttribute = 5;
    private const int AttributeGraph = 6;
    private const int TensorDims = 1;
    private const int TensorFloats = 4;
    private const int TensorInts = 5;
    private const int TensorName = 8;
    private const int TensorRaw = 9;
    private const int ValueName = 1;
    private const int ValueType = 2;

    // A float tensor of unknown shape, as TypeProto: tensor_type { elem_type: FLOAT }.
    private static readonly byte[] AnyFloats = [0x0A, 0x02, 0x08, 0x01];

    /// <summary>Reads and splits the exported decoder.</summary>
    /// <returns>A model whose output <c>logits</c> is the last hidden state, and the matrix that turns it into logits.</returns>
    /// <exception cref="InvalidDataException">The file is not a Moonshine decoder of the supported export.</exception>
    public static (byte[] Model, QuantizedMatrix Vocabulary) Split(string path)
    {
        ReadOnlyMemory<byte> file = File.ReadAllBytes(path);
        var graph = GetFields(file, ModelGraph).FirstOrDefault();
        var branches = GetFields(graph, GraphNode)
            .SelectMany(node => GetFields(node, NodeAttribute))
            .SelectMany(attribute => GetFields(attribute, AttributeGraph))
            .ToList();
        if (
            branches.Count == 0
            || !branches.TrueForAll(branch => GetFields(branch, GraphNode).Any(node => GetName(node, NodeOutput) == Hidden))
        )
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is not a Moonshine decoder: it has no {Hidden}.");
        }

        var model = Rewrite(file, ModelGraph, whole => CopyMessage(whole, field => field.Number switch
                {
                    GraphOutput when GetName(field.Payload, ValueName) == Logits => CreateOutput(),
                    GraphNode => Rewrite(field.Payload, NodeAttribute, attribute => Rewrite(attribute, AttributeGraph, RewriteBranch)),
                    _ => null,
                }));
        return (model, ReadTable(graph, path));
    }

    /// <summary>Rewrites a branch of the decoder (with or without a cache) to end in the hidden state.</summary>
    private static byte[] RewriteBranch(ReadOnlyMemory<byte> graph) => CopyMessage(graph, field => field.Number switch
            {
                GraphOutput when GetName(field.Payload, ValueName) == Logits => CreateOutput(),
                GraphNode when Replaced.Contains(GetName(field.Payload, NodeOutput)) => [],
                GraphNode when GetName(field.Payload, NodeOutput) == Hidden => Rewrite(field.Payload, NodeOutput, _ =>
                    Encoding.UTF8.GetBytes(Logits)
                ),
                _ => null,
            });

    private static byte[] CreateOutput()
    {
        var output = new ProtobufWriter();
        output.WriteString(ValueName, Logits);
        output.WriteBytes(ValueType, AnyFloats);
        return output.Written.ToArray();
    }

    private static byte[] Rewrite(ReadOnlyMemory<byte> message, int number, Func<ReadOnlyMemory<byte>, byte[]> replace) =>
        CopyMessage(message, field => field.Number == number ? replace(field.Payload) : null);

    /// <summary>Copies a message; <paramref name="replace"/> gives the new payload of a field, an empty one to leave the field
    /// out, or null to keep it.</summary>
    private static byte[] CopyMessage(ReadOnlyMemory<byte> message, Func<ProtobufField, byte[]?> replace)
    {
        var copy = new ProtobufWriter();
        foreach (var field in ProtobufField.ReadAll(message))
        {
            var payload = replace(field);
            if (payload is null)
            {
                copy.WriteEncoded(field.Raw.Span);
            }
            else if (payload.Length > 0)
            {
                copy.WriteBytes(field.Number, payload);
            }
        }

        return copy.Written.ToArray();
    }

    private static QuantizedMatrix ReadTable(ReadOnlyMemory<byte> graph, string path)
    {
        var tensors = GetFields(graph, GraphInitializer)
            .Where(tensor => GetName(tensor, TensorName).StartsWith(Table, StringComparison.Ordinal))
            .DistinctBy(tensor => GetName(tensor, TensorName))
            .ToDictionary(tensor => GetName(tensor, TensorName), tensor => ProtobufField.ReadAll(tensor).ToList());
        if (
            !tensors.TryGetValue($"{Table}_quantized", out var bytes)
            || !tensors.TryGetValue($"{Table}_scale", out var scale)
            || !tensors.TryGetValue($"{Table}_zero_point", out var zero)
        )
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is not a Moonshine decoder: it has no quantized vocabulary.");
        }

        var width = Find(bytes, last: true, TensorDims).ReadInteger();
        var weights = Find(bytes, last: false, TensorRaw).Payload.ToArray();
        return width <= 0 || width > weights.Length || weights.Length % width != 0
            ? throw new InvalidDataException($"{Path.GetFileName(path)} has a vocabulary of {weights.Length} weights in rows of {width}.")
            : new QuantizedMatrix(
                weights,
                (int)width,
                Find(scale, last: false, TensorFloats, TensorRaw).ReadSingle(),
                ReadByte(Find(zero, last: false, TensorInts, TensorRaw))
            );
    }

    private static byte ReadByte(ProtobufField values) =>
        values.Number != TensorRaw ? (byte)values.ReadInteger()
        : values.Payload.IsEmpty ? throw new InvalidDataException("The zero point of the vocabulary is empty.")
        : values.Payload.Span[0];

    private static ProtobufField Find(List<ProtobufField> tensor, bool last, params int[] numbers)
    {
        var place = last
            ? tensor.FindLastIndex(field => numbers.Contains(field.Number))
            : tensor.FindIndex(field => numbers.Contains(field.Number));
        return place < 0 ? throw new InvalidDataException("A tensor of the vocabulary has no values.") : tensor[place];
    }

    private static IEnumerable<ReadOnlyMemory<byte>> GetFields(ReadOnlyMemory<byte> message, int number) =>
        ProtobufField.ReadAll(message).Where(field => field.Number == number).Select(field => field.Payload);

    private static string GetName(ReadOnlyMemory<byte> message, int number) =>
        Encoding.UTF8.GetString(GetFields(message, number).FirstOrDefault().Span);
}
