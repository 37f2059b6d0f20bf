using System.Buffers;
using System.Text;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Bodies;

/// <summary>
/// A JSON body without its media: the text of every <c>base64_string</c> is decoded into <see cref="InlineMedia"/> while it arrives, and a
/// token stands in its place. So a body of any size takes the same memory. What is left may have as many bytes as any JSON body. The rest
/// of
/// the JSON passes through unread; a parser behind this judges it.
/// </summary>
/// <param name="body">The body as it arrives.</param>
/// <param name="media">Takes the media.</param>
internal sealed class InlineMediaStream(Stream body, InlineMedia media) : Stream
{
    private const int BufferBytes = 64 << 10;
    private static readonly byte[] Name = "base64_string"u8.ToArray();

    private enum Place
    {
        /// <summary>Between strings.</summary>
        Outside,

        /// <summary>In a string that passes through.</summary>
        Inside,

        /// <summary>After a string that may be the name.</summary>
        AfterName,

        /// <summary>After the name and its colon.</summary>
        AfterColon,

        /// <summary>In the text of media.</summary>
        Media,
    }

    private readonly byte[] _in = new byte[BufferBytes];
    private readonly ArrayBufferWriter<byte> _out = new();
    private int _outRead;
    private long _passed;
    private Place _place;
    private int _matched;
    private bool _escaped;
    private Base64Decoder? _decoder;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_outRead == _out.WrittenCount)
        {
            _out.ResetWrittenCount();
            _outRead = 0;
            var count = await body.ReadAsync(_in, cancellationToken);
            if (count == 0)
            {
                return 0;
            }

            await TakeAsync(count, cancellationToken);
            if ((_passed += _out.WrittenCount) > BodyLimit.MaxJsonBytes)
            {
                throw Fail.Invalid("The body is larger than this operation takes, without its media.");
            }
        }
        var taken = Math.Min(buffer.Length, _out.WrittenCount - _outRead);
        _out.WrittenMemory.Slice(_outRead, taken).CopyTo(buffer);
        _outRead += taken;
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask TakeAsync(int count, CancellationToken ct)
    {
        for (var at = 0; at < count; )
        {
            if (_place != Place.Media)
            {
                at = Pass(at, count);
                continue;
            }

            at = _decoder!.Take(_in.AsSpan(0, count), at, out var ended);
            await _decoder.FlushAsync(ended, ct);
            if (ended)
            {
                _place = Place.Outside;
            }
        }
    }

    // Copies until media begin, and returns where.
    private int Pass(int at, int count)
    {
        var start = at;
        while (at < count && _place != Place.Media)
        {
            Step(_in[at++]);
        }

        _out.Write(_in.AsSpan(start, at - start));
        if (_place == Place.Media)
        {
            var (token, file) = media.Add();
            _decoder = new Base64Decoder(file);
            _out.Write(Encoding.ASCII.GetBytes($"{token}\""));
        }
        return at;
    }

    private void Step(byte c)
    {
        switch (_place)
        {
            case Place.Inside when _escaped:
                (_escaped, _matched) = (false, -1);
                break;
            case Place.Inside when c == '"':
                _place = _matched == Name.Length ? Place.AfterName : Place.Outside;
                break;
            case Place.Inside:
                _escaped = c == '\\';
                _matched = _matched >= 0 && _matched < Name.Length && Name[_matched] == c ? _matched + 1 : -1;
                break;
            case Place.AfterName or Place.AfterColon when c is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                break;
            case Place.AfterName when c == ':':
                _place = Place.AfterColon;
                break;
            case Place.AfterColon when c == '"':
                _place = Place.Media;
                break;
            default:
                (_place, _matched) = c == '"' ? (Place.Inside, 0) : (Place.Outside, 0);
                break;
        }
    }
}
