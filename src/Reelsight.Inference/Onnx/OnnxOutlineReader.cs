using System.Text;

namespace Reelsight.Inference.Onnx;

/// <summary>
/// Walks through the messages of an ONNX file as a stream, so that weights of gigabytes are skipped. Every place where a tensor may stand
/// is visited: weights, attributes, subgraphs, functions, training.
/// </summary>
internal sealed class OnnxOutlineReader(Stream stream, string name)
{
    private const int MaxDepth = 64;
    private const int MaxText = 1 << 16;
    private const int Varint = 0,
        Fixed64 = 1,
        Delimited = 2,
        Fixed32 = 5;

    private enum Message
    {
        Model,
        Graph,
        Node,
        Attribute,
        Tensor,
        SparseTensor,
        Entry,
        Function,
        Training,
        Value,
        Type,
        TensorType,
    }

    // Field numbers of onnx.proto.
    private static readonly Dictionary<(Message, int), Message> _children = new()
    {
        [(Message.Model, 7)] = Message.Graph,
        [(Message.Model, 20)] = Message.Training,
        [(Message.Model, 25)] = Message.Function,
        [(Message.Training, 1)] = Message.Graph,
        [(Message.Training, 2)] = Message.Graph,
        [(Message.Function, 7)] = Message.Node,
        [(Message.Function, 11)] = Message.Attribute,
        [(Message.Graph, 1)] = Message.Node,
        [(Message.Graph, 5)] = Message.Tensor,
        [(Message.Graph, 15)] = Message.SparseTensor,
        [(Message.SparseTensor, 1)] = Message.Tensor,
        [(Message.SparseTensor, 2)] = Message.Tensor,
        [(Message.Node, 5)] = Message.Attribute,
        [(Message.Attribute, 5)] = Message.Tensor,
        [(Message.Attribute, 6)] = Message.Graph,
        [(Message.Attribute, 10)] = Message.Tensor,
        [(Message.Attribute, 11)] = Message.Graph,
        [(Message.Attribute, 22)] = Message.SparseTensor,
        [(Message.Attribute, 23)] = Message.SparseTensor,
        [(Message.Tensor, 13)] = Message.Entry,
    };

    private readonly List<OnnxValueOutline> _inputs = [];
    private readonly List<OnnxValueOutline> _outputs = [];
    private readonly HashSet<string> _weights = new(StringComparer.Ordinal);
    private readonly HashSet<string> _external = new(StringComparer.Ordinal);

    public OnnxOutline Read()
    {
        try
        {
            ReadMessage(Message.Model, stream.Length, 0);
        }
        catch (EndOfStreamException cause)
        {
            throw new InvalidDataException($"{name} is no ONNX model: it is cut off.", cause);
        }

        return new OnnxOutline([.. _inputs.Where(input => !_weights.Contains(input.Name))], _outputs, [.. _external]);
    }

    private void ReadMessage(Message kind, long end, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException($"{name} is no ONNX model: it is nested deeper than {MaxDepth}.");
        }

        var (key, value) = ("", "");
        while (stream.Position < end)
        {
            var tag = ReadVarint();
            var (field, wire) = ((int)(tag >> 3), (int)(tag & 7));
            if (wire != Delimited)
            {
                SkipNumber(wire);
                continue;
            }

            var length = ReadVarint();
            var stop = stream.Position + (long)length;
            if (length > long.MaxValue / 2 || stop > end)
            {
                throw new InvalidDataException($"{name} is no ONNX model: a part of it is longer than the file.");
            }

            if (_children.TryGetValue((kind, field), out var child))
            {
                ReadMessage(child, stop, depth + 1);
            }
            else if (kind == Message.Entry)
            {
                (key, value) = field switch
                {
                    1 => (ReadText(length), value),
                    2 => (key, ReadText(length)),
                    _ => (key, value),
                };
            }
            else if (kind == Message.Graph && depth == 1 && field is 11 or 12)
            {
                (field == 11 ? _inputs : _outputs).Add(ReadValue(stop));
            }
            else if (kind == Message.Tensor && field == 8 && depth == 2)
            {
                _weights.Add(ReadText(length));
            }

            stream.Position = stop;
        }

        if (kind == Message.Entry && key == "location")
        {
            _external.Add(value);
        }
    }

    private OnnxValueOutline ReadValue(long end)
    {
        var (text, type) = ("", 0L);
        while (stream.Position < end)
        {
            var tag = ReadVarint();
            if ((tag & 7) != Delimited)
            {
                SkipNumber((int)(tag & 7));
                continue;
            }

            var length = ReadVarint();
            var stop = Math.Min(end, stream.Position + (long)Math.Min(length, int.MaxValue));
            text = tag >> 3 == 1 ? ReadText(length) : text;
            type = tag >> 3 == 2 ? ReadElementType(stop) : type;
            stream.Position = stop;
        }

        return new OnnxValueOutline(text, type);
    }

    // TypeProto.tensor_type (1) holds Tensor.elem_type (1), a number.
    private long ReadElementType(long end)
    {
        while (stream.Position < end)
        {
            var tag = ReadVarint();
            if (tag == ((1 << 3) | Varint))
            {
                return (long)ReadVarint();
            }

            if ((tag & 7) != Delimited)
            {
                SkipNumber((int)(tag & 7));
                continue;
            }

            var length = (long)Math.Min(ReadVarint(), int.MaxValue);
            // Into the tensor's type; over everything else.
            stream.Position += tag >> 3 == 1 ? 0 : Math.Min(length, end - stream.Position);
        }

        return 0;
    }

    private string ReadText(ulong length)
    {
        if (length > MaxText)
        {
            throw new InvalidDataException($"{name} is no ONNX model: a name in it has {length} bytes.");
        }

        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private void SkipNumber(int wire)
    {
        switch (wire)
        {
            case Varint:
                ReadVarint();
                break;
            case Fixed64:
                stream.Position += sizeof(long);
                break;
            case Fixed32:
                stream.Position += sizeof(int);
                break;
            default:
                throw new InvalidDataException($"{name} is no ONNX model: it holds a part of the unknown kind {wire}.");
        }
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = stream.ReadByte();
            if (next < 0)
            {
                throw new EndOfStreamException();
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException($"{name} is no ONNX model: it holds a number of more than 64 bits.");
    }
}
