using System.Buffers.Binary;

namespace Reelsight.Media.Decoding;

/// <summary>
/// Reads the NUT container ffmpeg writes to its output: several streams in one pipe, every packet with its exact
/// timestamp. Only what ffmpeg's muxer produces is read; anything else is an error. After <see cref="NextAsync"/>
/// the packet's data must be taken with <see cref="ReadDataAsync"/>.
/// </summary>
/// <remarks>Follows the published NUT specification; the format is versioned and has been stable since 2008.</remarks>
internal sealed class NutReader(Stream source)
{
    private const ulong MainCode = 0x4E4D7A561F5F04AD;
    private const ulong StreamCode = 0x4E5311405BF2F9DB;
    private const ulong SyncCode = 0x4E4BE4ADEECA4569;
    private const int MaxHeaderBytes = 64; // no frame or syncpoint header is longer
    private static readonly byte[] FileId = [.. "nut/multimedia container\0"u8];

    private readonly byte[] _buffer = new byte[64 << 10];
    private readonly NutHeaders _headers = new();
    private int _at;
    private int _end;
    private byte[] _elided = [];

    /// <summary>The next packet, or null at the end (also when the writer died in the middle of one).</summary>
    /// <exception cref="InvalidDataException">The stream is damaged, or not as ffmpeg writes it.</exception>
    public async ValueTask<NutPacket?> NextAsync()
    {
        if (!_headers.HasBegun)
        {
            await FillAsync(FileId.Length);
            if (_end - _at < FileId.Length)
            {
                return null;
            }

            if (!_buffer.AsSpan(_at, FileId.Length).SequenceEqual(FileId))
            {
                throw new InvalidDataException("The decoder's output is not a NUT stream.");
            }

            _at += FileId.Length;
            _headers.HasBegun = true;
        }
        while (true)
        {
            await FillAsync(MaxHeaderBytes);
            if (_end == _at)
            {
                return null;
            }

            if (_buffer[_at] != (byte)'N')
            {
                var cursor = new NutCursor(_buffer.AsSpan(_at, _end - _at));
                var packet = _headers.ReadFrame(ref cursor, out _elided);
                if (cursor.HasOverrun)
                {
                    return null;
                }

                _at += cursor.Position;
                return packet;
            }
            if (!await ReadSpecialAsync())
            {
                return null;
            }
        }
    }

    /// <summary>Reads the current packet's data; false when the stream ends inside it.</summary>
    public async ValueTask<bool> ReadDataAsync(Memory<byte> target)
    {
        _elided.CopyTo(target);
        target = target[_elided.Length..];
        var buffered = Math.Min(target.Length, _end - _at);
        _buffer.AsMemory(_at, buffered).CopyTo(target);
        _at += buffered;
        target = target[buffered..];
        return target.Length == 0 || await source.ReadAtLeastAsync(target, target.Length, throwOnEndOfStream: false) == target.Length;
    }

    private async ValueTask<bool> ReadSpecialAsync()
    {
        if (_end - _at < 10)
        {
            return false;
        }

        var code = BinaryPrimitives.ReadUInt64BigEndian(_buffer.AsSpan(_at));
        var body = ReadLength(out var head);
        _at += head;
        if (body > _buffer.Length)
        {
            throw new InvalidDataException("A header in the decoder's output is too long.");
        }

        await FillAsync(body);
        if (_end - _at < body)
        {
            return false;
        }

        Parse(code, _buffer.AsSpan(_at, body));
        _at += body;
        return true;
    }

    private int ReadLength(out int head)
    {
        var cursor = new NutCursor(_buffer.AsSpan(_at, _end - _at));
        cursor.Skip(8);
        var length = cursor.ReadUnsigned();
        if (length > 4096)
        {
            cursor.Skip(4); // checksum of the long length
        }

        head = cursor.Position;
        return length is < 0 or > int.MaxValue ? int.MaxValue : (int)length;
    }

    private void Parse(ulong code, ReadOnlySpan<byte> body)
    {
        var cursor = new NutCursor(body);
        if (code == MainCode)
        {
            _headers.ReadMain(ref cursor);
        }
        else if (code == StreamCode)
        {
            _headers.ReadStream(ref cursor);
        }
        else if (code == SyncCode)
        {
            _headers.ReadSyncpoint(ref cursor);
        }
    }

    private async ValueTask FillAsync(int wanted)
    {
        if (_end - _at >= wanted)
        {
            return;
        }

        _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
        (_at, _end) = (0, _end - _at);
        _end += await source.ReadAtLeastAsync(_buffer.AsMemory(_end), wanted - _end, throwOnEndOfStream: false);
    }
}
