using System.Buffers.Binary;

namespace Reelsight.ModelConversion.Protobuf;

/// <summary>One field of a protobuf message, still encoded: enough to find, leave out and replace parts of a model file while
/// everything else passes through byte for byte.</summary>
/// <param name="Number">Field number.</param>
/// <param name="Raw">The field as it stands in the message, with its tag.</param>
/// <param name="Payload">The bytes of a string, bytes or message field; empty for numbers.</param>
internal readonly record struct ProtobufField(int Number, ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The fields of <paramref name="message"/> in order.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a protobuf message.</exception>
    public static IEnumerable<ProtobufField> ReadAll(ReadOnlyMemory<byte> message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var start = at;
            var tag = ReadVarint(message.Span, ref at);
            var payload = ReadOnlyMemory<byte>.Empty;
            switch (tag & 7)
            {
                case 0:
                    ReadVarint(message.Span, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = ReadVarint(message.Span, ref at);
                    if (length > (ulong)(message.Length - at))
                    {
                        throw CreateInvalidDataException();
                    }

                    payload = message.Slice(at, (int)length);
                    at += (int)length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw CreateInvalidDataException();
            }

            if (at > message.Length)
            {
                throw CreateInvalidDataException();
            }

            yield return new ProtobufField((int)(tag >> 3), message[start..at], payload);
        }
    }

    /// <summary>Number in a varint field; the first of them if several are packed.</summary>
    public long ReadInteger()
    {
        var at = 0;
        if (Payload.IsEmpty)
        {
            ReadVarint(Raw.Span, ref at);
        }

        return (long)ReadVarint(Payload.IsEmpty ? Raw.Span : Payload.Span, ref at);
    }

    /// <summary>Number in a 32-bit float field; the last of them if several are packed.</summary>
    public float ReadSingle() => BinaryPrimitives.ReadSingleLittleEndian(Raw.Span[^4..]);

    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= bytes.Length)
            {
                throw CreateInvalidDataException();
            }

            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw CreateInvalidDataException();
    }

    private static InvalidDataException CreateInvalidDataException() => new("The model file is not valid protobuf.");
}
