using System.Globalization;
using System.Text.Json;

namespace Reelsight.Server.Http.Bodies;

/// <summary>
/// A JSON body that passes through and notes whether it escapes half of a pair of UTF-16 units. Parsers name the field when they read such
/// a text at once; what they keep unread fails later, where nobody expects it.
/// </summary>
/// <param name="body">The body as it arrives.</param>
internal sealed class StrictEscapesStream(Stream body) : Stream
{
    // How many signs of an escape have come: 1 after the backslash, 2 to 5 after \u and its digits.
    private int _signs;
    private int _code;
    private bool _wantsLow;

    /// <summary>Whether a text that has passed escapes half of a pair.</summary>
    internal bool HasHalf { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Lets a text pass that came in another way, such as in the field of a form.</summary>
    /// <exception cref="JsonException">It escapes half of a pair.</exception>
    internal static void Check(string json)
    {
        using var stream = new StrictEscapesStream(Null);
        foreach (var c in json)
        {
            stream.Step(c);
        }

        if (stream.HasHalf)
        {
            throw new JsonException();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        foreach (var c in buffer.Span[..count])
        {
            // Nothing but an escape, and what follows its first half, is looked at.
            if (_signs > 0 || _wantsLow || c == '\\')
            {
                Step((char)c);
            }
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Step(char c)
    {
        if (_signs == 0)
        {
            if (c == '\\')
            {
                _signs = 1;
            }
            else if (_wantsLow)
            {
                EndAtHalf();
            }

            return;
        }

        if (_signs == 1)
        {
            if (c != 'u' && _wantsLow)
            {
                EndAtHalf();
            }

            (_signs, _code) = c == 'u' ? (2, 0) : (0, 0);
            return;
        }

        if (!int.TryParse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digit))
        {
            // No escape at all, which the parser says.
            (_signs, _wantsLow) = (0, false);
            return;
        }

        _code = _code * 16 + digit;
        if (++_signs < 6)
        {
            return;
        }

        _signs = 0;
        HasHalf |= char.IsLowSurrogate((char)_code) != _wantsLow;
        _wantsLow = char.IsHighSurrogate((char)_code);
    }

    private void EndAtHalf() => (HasHalf, _wantsLow) = (true, false);
}
