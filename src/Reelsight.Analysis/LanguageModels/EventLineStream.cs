namespace Reelsight.Analysis.LanguageModels;

/// <summary>
/// A stream of server-sent events as untrusted servers send it: a line without end is refused, and the last event counts even when the
/// blank line after it is missing. Reading only; the inner stream stays open.
/// </summary>
internal sealed class EventLineStream(Stream inner) : Stream
{
    private const int MaxLineBytes = 1 << 20;

    private int _lineBytes;
    private int _lineEndsToAdd = 2;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="FormatException">A line is longer than 1 MB.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        if (read > 0)
        {
            CheckLines(buffer.Span[..read]);
            return read;
        }

        var added = Math.Min(_lineEndsToAdd, buffer.Length);
        buffer.Span[..added].Fill((byte)'\n');
        _lineEndsToAdd -= added;
        return added;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void CheckLines(ReadOnlySpan<byte> bytes)
    {
        for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
        {
            AddToLine(end);
            _lineBytes = 0;
        }
        AddToLine(bytes.Length);
    }

    private void AddToLine(int count)
    {
        _lineBytes += count;
        if (_lineBytes > MaxLineBytes)
        {
            throw new FormatException("a line of its answer has no end.");
        }
    }
}
