using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Reelsight.Server.Http.Idempotency;

/// <summary>
/// Passes a request's body through and hashes it together with method, path and query. Clients that send a form again choose a new
/// boundary, so boundaries are left out of the hash wherever they stand.
/// </summary>
internal sealed class FingerprintStream : Stream
{
    private readonly Stream _body;
    private readonly byte[] _boundary;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<byte> _pending = [];
    private string? _result;

    internal FingerprintStream(HttpRequest request)
    {
        _body = request.Body;
        _boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            ? Encoding.UTF8.GetBytes(HeaderUtilities.RemoveQuotes(type.Boundary).ToString())
            : [];
        _hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
    }

    /// <summary>Reads what is left of the body and returns the hash in lower-case hex.</summary>
    internal async Task<string> FinishAsync(CancellationToken ct)
    {
        if (_result is not null)
        {
            return _result;
        }

        var buffer = new byte[1 << 16];
        while (await ReadAsync(buffer, ct) > 0) { }
        _hash.AppendData(_pending.ToArray());
        return _result = Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _body.ReadAsync(buffer, cancellationToken);
        AppendToHash(buffer.Span[..read]);
        return read;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // A boundary may begin in one read and end in the next, so as many bytes as it has, less one, wait for more.
    private void AppendToHash(ReadOnlySpan<byte> bytes)
    {
        if (_boundary.Length == 0)
        {
            _hash.AppendData(bytes);
            return;
        }
        _pending.AddRange(bytes);
        var text = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending);
        var from = 0;
        while (text[from..].IndexOf(_boundary) is >= 0 and var at)
        {
            _hash.AppendData(text.Slice(from, at));
            from += at + _boundary.Length;
        }
        var sure = Math.Max(from, text.Length - (_boundary.Length - 1));
        _hash.AppendData(text[from..sure]);
        _pending.RemoveRange(0, sure);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

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
    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Request bodies are read asynchronously.");

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
