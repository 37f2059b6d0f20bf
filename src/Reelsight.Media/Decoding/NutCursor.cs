namespace Reelsight.Media.Decoding;

/// <summary>Reads NUT's variable-length integers. Reading past the end returns zeros and sets <see cref="HasOverrun"/>.</summary>
internal ref struct NutCursor(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    public int Position { get; private set; }

    public bool HasOverrun { get; private set; }

    public int ReadByte()
    {
        if (Position < _data.Length)
        {
            return _data[Position++];
        }

        HasOverrun = true;
        return 0;
    }

    public long ReadUnsigned()
    {
        var value = 0L;
        int next;
        do
        {
            next = ReadByte();
            value = (value << 7) | (long)(next & 0x7F);
        } while ((next & 0x80) != 0);
        return value;
    }

    public long ReadSigned()
    {
        var value = ReadUnsigned() + 1;
        return (value & 1) != 0 ? -(value >> 1) : value >> 1;
    }

    public byte[] ReadBytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)ReadByte();
        }

        return bytes;
    }

    public void Skip(int count)
    {
        for (var i = 0; i < count; i++)
        {
            ReadByte();
        }
    }
}
