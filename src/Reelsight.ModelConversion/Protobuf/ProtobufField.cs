using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Reelsight.ModelConversion.Protobuf;

/// <summary>
/// One field of a protobuf message, still encoded: enough to find, leave out and replace parts of a model file while everything else,
/// unknown fields included, passes through byte for byte. Generated message classes would write fields in another order.
/// </summary>
/// <param name="Number">Field number.</param>
/// <param name="Raw">The field as it stands in the message, with its tag.</param>
/// <param name="Payload">The bytes of a string, bytes or message field; empty for numbers.</param>
internal readonly record struct ProtobufField(int Number, ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The fields of <paramref name="message"/> in order.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a protobuf message.</exception>
    public static IEnumerable<ProtobufField> ReadAll(ReadOnlyMemory<byte> message)
    {
        var bytes = GetArray(message);
        var input = OpenStream(bytes);
        while (ReadNext(input, bytes) is { } field)
        {
            yield return field;
        }
    }

    /// <summary>Value of an integer field; the first value if several are packed.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public long ReadInteger()
    {
        try
        {
            return ReadFirstInteger();
        }
        catch (InvalidProtocolBufferException cause)
        {
            throw CreateInvalid(cause);
        }
    }

    private long ReadFirstInteger()
    {
        var input = OpenStream(GetArray(Payload.IsEmpty ? Raw : Payload));
        if (Payload.IsEmpty)
        {
            input.ReadTag();
        }

        return input.ReadInt64();
    }

    /// <summary>Value of a 32-bit float field; the last value if several are packed.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public float ReadSingle() =>
        Raw.Length < sizeof(float)
            ? throw new InvalidDataException("The model file has a number that is cut off.")
            : BinaryPrimitives.ReadSingleLittleEndian(Raw.Span[^sizeof(float)..]);

    private static ProtobufField? ReadNext(CodedInputStream input, ArraySegment<byte> message)
    {
        try
        {
            var start = (int)input.Position;
            var tag = input.ReadTag();
            if (tag == 0)
            {
                return null;
            }

            var value = (int)input.Position;
            input.SkipLastField();
            var end = (int)input.Position;
            var raw = message.Array.AsMemory(start, end - start);
            var payload = ReadOnlyMemory<byte>.Empty;
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                var length = new CodedInputStream(message.Array!, value, end - value).ReadLength();
                payload = raw[^length..];
            }

            return new ProtobufField(WireFormat.GetTagFieldNumber(tag), raw, payload);
        }
        catch (InvalidProtocolBufferException cause)
        {
            throw CreateInvalid(cause);
        }
    }

    private static InvalidDataException CreateInvalid(Exception cause) => new("The model file is not valid protobuf.", cause);

    private static CodedInputStream OpenStream(ArraySegment<byte> bytes) => new(bytes.Array!, bytes.Offset, bytes.Count);

    // Model files are read into arrays, so nothing is copied here.
    private static ArraySegment<byte> GetArray(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var array) && array.Array is not null ? array : new ArraySegment<byte>(memory.ToArray());
}
