namespace Reelsight.Server.Http.Bodies;

/// <summary>
/// Decoded media of a body: small ones in memory, others in a file without a name to others that vanishes when it is closed.
/// </summary>
/// <param name="folder">Where the file lies.</param>
internal sealed class InlineFile(string folder) : IAsyncDisposable
{
    private const int MaxInMemory = 32 << 10;

    private Stream _bytes = new MemoryStream();

    /// <summary>How many bytes came, those that were too many included.</summary>
    internal long Length { get; private set; }

    /// <summary>False when the text was no base64.</summary>
    internal bool IsValid { get; set; } = true;

    /// <summary>Adds bytes. Those beyond the largest media of any operation are counted and not kept.</summary>
    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        Length += bytes.Length;
        if (Length > MediaSizeLimits.Timed.MaxBase64Bytes)
        {
            return;
        }

        if (_bytes is MemoryStream && Length > MaxInMemory)
        {
            Directory.CreateDirectory(folder);
            var file = new FileStream(
                Path.Combine(folder, Guid.NewGuid().ToString("N")),
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.ReadWrite,
                    Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
                }
            );
            _bytes.Position = 0;
            await _bytes.CopyToAsync(file, ct);
            _bytes = file;
        }

        await _bytes.WriteAsync(bytes, ct);
    }

    /// <summary>The bytes, from the first.</summary>
    internal Stream OpenRead()
    {
        _bytes.Position = 0;
        return _bytes;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _bytes.DisposeAsync();
}
