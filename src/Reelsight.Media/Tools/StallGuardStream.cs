namespace Reelsight.Media.Tools;

/// <summary>
/// A child's output, read only. The clock runs only while somebody waits for bytes, so a slow consumer is never
/// mistaken for a stalled child. Killing the child ends the read; that is why reads need no token of their own.
/// </summary>
internal sealed class StallGuardStream(Stream inner, TimeSpan stall, TimeProvider time, Action onStall) : Stream
{
    private readonly ITimer _timer = time.CreateTimer(_ => onStall(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

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
        _timer.Change(stall, Timeout.InfiniteTimeSpan);
        try
        {
            return await inner.ReadAsync(buffer, CancellationToken.None);
        }
        finally
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        _timer.Change(stall, Timeout.InfiniteTimeSpan);
        try
        {
            return inner.Read(buffer, offset, count);
        }
        finally
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _timer.Dispose();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }
}
