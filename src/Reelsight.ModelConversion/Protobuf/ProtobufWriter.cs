using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Reelsight.ModelConversion.Protobuf;

/// <summary>Writes the protobuf wire format: the part of it that ONNX files need.</summary>
internal sealed class ProtobufWriter
{
    private const int WireVarint = 0;
    private const int WireLengthDelimited = 2;
    private const int WireFixed32 = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void WriteInteger(int field, long value)
    {
        WriteVarint((ulong)((field << 3) | WireVarint));
        WriteVarint((ulong)value);
    }

    public void WriteSingle(int field, float value)
    {
        WriteVarint((ulong)((field << 3) | WireFixed32));
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(sizeof(float)), value);
        _bytes.Advance(sizeof(float));
    }

    public void WriteString(int field, string value) => WriteBytes(field, Encoding.UTF8.GetBytes(value));

    public void WriteMessage(int field, ProtobufWriter message) => WriteBytes(field, message.Written);

    public void WriteBytes(int field, ReadOnlySpan<byte> value)
    {
        WriteVarint((ulong)((field << 3) | WireLengthDelimited));
        WriteVarint((ulong)value.Length);
        _bytes.Write(value);
    }

    /// <summary>Writes fields that are encoded already.</summary>
    public void WriteEncoded(ReadOnlySpan<byte> fields) => _bytes.Write(fields);

    private void WriteVarint(ulong value)
    {
        var span = _bytes.GetSpan(10);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        _bytes.Advance(length);
    }
}
