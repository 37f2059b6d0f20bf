namespace Reelsight.Fetch;

/// <summary>A response's body with the size cap and the idle timeout; owns the response.</summary>
internal sealed class GuardedBodyStream(HttpResponseMessage response, string host, FetchOptions options) : Stream
{
    private Stream? _inner;
    private long _bytes;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var idle = new CancellationTokenSource(options.IdleTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, idle.Token);
        try
        {
            _inner ??= await response.Content.ReadAsStreamAsync(either.Token);
            var read = await _inner.ReadAsync(buffer, either.Token);
            _bytes += read;
            return _bytes <= options.MaxBytes ? read : throw GuardedFetch.TooLarge(options.MaxBytes);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FetchException($"{host} stopped sending after {_bytes} bytes: try again later.", isTransient: true, e);
        }
        catch (IOException e)
        {
            throw new FetchException($"The connection to {host} broke after {_bytes} bytes: try again later.", isTransient: true, e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A remote file is read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            response.Dispose();
        }
        base.Dispose(disposing);
    }
}
