namespace Reelsight.Fetch;

/// <summary>A response's body with the size cap, the idle timeout, the least rate and the total time; owns the response.</summary>
/// <param name="response">The response.</param>
/// <param name="host">Who sends it, for errors.</param>
/// <param name="options">The limits.</param>
/// <param name="isFile">Whether it is a file, which comes as fast as the line allows; answers of programs may take thought.</param>
internal sealed class GuardedBodyStream(HttpResponseMessage response, string host, FetchOptions options, bool isFile) : Stream
{
    private readonly CancellationTokenSource _overdue = new(options.MaxDuration, options.Time);
    private Stream? _inner;
    private long _bytes;
    private long _windowBytes;
    private TimeSpan _windowTime;

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
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, idle.Token, _overdue.Token);
        var started = options.Time.GetTimestamp();
        try
        {
            _inner ??= await response.Content.ReadAsStreamAsync(either.Token);
            var read = await _inner.ReadAsync(buffer, either.Token);
            _bytes += read;
            CheckRate(read, options.Time.GetElapsedTime(started));
            return _bytes <= options.MaxBytes ? read : throw GuardedFetch.TooLarge(options.MaxBytes);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw _overdue.IsCancellationRequested
                ? new FetchException(
                    $"{host} had not sent everything after {options.MaxDuration.TotalSeconds:0} seconds ({_bytes} bytes came), the most "
                        + "that one transfer may take: use a faster server, or set REELSIGHT_FETCH_MAX_TIME.",
                    isTransient: false,
                    e
                )
                : new FetchException($"{host} stopped sending after {_bytes} bytes: try again later.", isTransient: true, e);
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
            _overdue.Dispose();
        }
        base.Dispose(disposing);
    }

    // Only time spent waiting for the sender counts: what is done with the bytes here is no fault of its own.
    private void CheckRate(int read, TimeSpan waited)
    {
        _windowBytes += read;
        _windowTime += waited;
        if (!isFile || read == 0 || _windowTime < options.RateWindow)
        {
            return;
        }

        if (_windowBytes < options.MinBytesPerSec * _windowTime.TotalSeconds)
        {
            throw new FetchException(
                $"{host} sends too slowly: {_windowBytes} bytes in {_windowTime.TotalSeconds:0} seconds, where at least "
                    + $"{options.MinBytesPerSec} a second are needed. Use a faster server, or set REELSIGHT_FETCH_MIN_RATE.",
                isTransient: true
            );
        }

        (_windowBytes, _windowTime) = (0, TimeSpan.Zero);
    }
}
