using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;

namespace Reelsight.ModelConversion.Protobuf;

/// <summary>Writes one protobuf message field by field, including fields that are encoded already.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Both streams write to memory alone and hold nothing to dispose of.")]
internal sealed class ProtobufWriter
{
    private readonly MemoryStream _bytes = new();
    private readonly CodedOutputStream _output;

    public ProtobufWriter() => _output = new CodedOutputStream(_bytes, leaveOpen: true);

    /// <summary>The message so far; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written
    {
        get
        {
            _output.Flush();
            return _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);
        }
    }

    public void WriteInteger(int field, long value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt64(value);
    }

    public void WriteSingle(int field, float value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed32);
        _output.WriteFloat(value);
    }

    public void WriteString(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
    }

    public void WriteMessage(int field, ProtobufWriter message) => WriteBytes(field, message.Written.Span);

    public void WriteBytes(int field, ReadOnlySpan<byte> value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteLength(value.Length);
        WriteEncoded(value);
    }

    /// <summary>Appends fields that are encoded already.</summary>
    public void WriteEncoded(ReadOnlySpan<byte> fields)
    {
        _output.Flush();
        _bytes.Write(fields);
    }
}
