namespace Reelsight.Pipeline.Assets;

/// <summary>Bytes that count against a quota while they are read and until the stream is disposed.</summary>
/// <param name="inner">The bytes; not closed.</param>
/// <param name="inFlight">The tenant's bytes that are arriving.</param>
/// <param name="getFree">How much the tenant may store beside its records; asked at the beginning and at the end.</param>
/// <param name="createExceeded">The error for more.</param>
internal sealed class QuotaStream(Stream inner, TenantQuotas.InFlight inFlight, Func<long> getFree, Func<Exception> createExceeded) : Stream
{
    private long _free = getFree();
    private long _counted;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancellationToken));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // The bytes below are somebody else's to close.
        inFlight.Add(-_counted);
        _counted = 0;
        base.Dispose(disposing);
    }

    private int Count(int read)
    {
        _counted += read;
        if (read == 0)
        {
            // What arrived meanwhile may be in records by now.
            _free = getFree();
        }

        return inFlight.Add(read) <= _free ? read : throw createExceeded();
    }
}
