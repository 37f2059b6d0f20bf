using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Reelsight.Server.Http.Bodies;

/// <summary>
/// Decodes the inside of a JSON string that is base64, piece by piece, with the escapes that writers of JSON make of its signs. The head of
/// a
/// data URI is skipped. What is no base64 marks the file and is read to its end.
/// </summary>
/// <param name="file">Takes the bytes.</param>
internal sealed class Base64Decoder(InlineFile file)
{
    private const int MaxHeadBytes = 256;

    private static ReadOnlySpan<byte> DataHead => "data:"u8;

    // A multiple of four signs, so that pieces can be decoded one by one.
    private readonly byte[] _signs = new byte[64 << 10];
    private int _count;
    private int _escape;
    private int _code;
    private bool _headIsOver;
    private bool _ended;

    /// <summary>Takes signs until the string ends or the buffer is full.</summary>
    /// <param name="text">Bytes of the body.</param>
    /// <param name="at">The first to be taken.</param>
    /// <param name="ended">Whether the string is over.</param>
    /// <returns>The place of the first that was not taken.</returns>
    internal int Take(ReadOnlySpan<byte> text, int at, out bool ended)
    {
        ended = false;
        while (at < text.Length && _count < _signs.Length)
        {
            var c = text[at++];
            if (_escape > 0)
            {
                Unescape(c);
            }
            else if (c == '"')
            {
                ended = true;
                break;
            }
            else if (c == '\\')
            {
                _escape = 1;
            }
            else
            {
                Add(c);
            }
        }
        return at;
    }

    /// <summary>Decodes what was taken.</summary>
    /// <param name="ended">Whether it is the last piece.</param>
    /// <param name="ct">Cancellation.</param>
    internal async ValueTask FlushAsync(bool ended, CancellationToken ct)
    {
        if (_count < _signs.Length && !ended)
        {
            return;
        }

        if (!_headIsOver)
        {
            SkipHead();
        }

        if (file.IsValid && _count > 0)
        {
            var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(_count)];
            var status = Base64.DecodeFromUtf8(_signs.AsSpan(0, _count), decoded, out var used, out var written, isFinalBlock: ended);
            // Nothing may follow the signs that fill up the last four.
            if (status != OperationStatus.Done && status != OperationStatus.NeedMoreData || _ended)
            {
                file.IsValid = false;
            }
            else
            {
                await file.WriteAsync(decoded.AsMemory(0, written), ct);
                _ended = _signs.AsSpan(0, _count).EndsWith("="u8);
                _signs.AsSpan(used, _count - used).CopyTo(_signs);
                _count -= used;
                return;
            }
        }
        _count = 0;
    }

    // Such as "data:video/mp4;base64,".
    private void SkipHead()
    {
        _headIsOver = true;
        var signs = _signs.AsSpan(0, _count);
        if (signs.Length >= DataHead.Length && Ascii.EqualsIgnoreCase(signs[..DataHead.Length], DataHead))
        {
            var comma = signs[..Math.Min(signs.Length, MaxHeadBytes)].IndexOf((byte)',');
            if (comma < 0)
            {
                file.IsValid = false;
                return;
            }

            signs[(comma + 1)..].CopyTo(_signs);
            _count -= comma + 1;
        }
    }

    private void Add(byte sign)
    {
        if (sign is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t'))
        {
            _signs[_count++] = sign;
        }
    }

    // \/ and \u002B are how some write the two signs of base64 that are neither letter nor digit.
    private void Unescape(byte c)
    {
        if (_escape == 1)
        {
            (_escape, _code) = c == 'u' ? (2, 0) : (0, 0);
            if (c is (byte)'/')
            {
                Add(c);
            }
            else if (c is not ((byte)'u' or (byte)'n' or (byte)'r' or (byte)'t'))
            {
                file.IsValid = false;
            }

            return;
        }

        if (!int.TryParse([(char)c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digit))
        {
            file.IsValid = false;
            digit = 0;
        }

        _code = _code * 16 + digit;
        if (++_escape == 6)
        {
            _escape = 0;
            if (_code < 0x80)
            {
                Add((byte)_code);
            }
            else
            {
                file.IsValid = false;
            }
        }
    }
}
