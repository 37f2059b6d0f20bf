using Reelsight.Media.Probe;

namespace Reelsight.Pipeline.Assets;

/// <summary>
/// Opened media. Its bytes are held until this is disposed, and deleted then unless a record refers to them.
/// </summary>
/// <param name="ContentHash">SHA-256 of the bytes, which is the key of everything derived from them.</param>
/// <param name="Path">Path of the file.</param>
/// <param name="Filename">Name of the file for messages.</param>
/// <param name="Info">What probing found.</param>
public sealed record MediaHandle(string ContentHash, string Path, string Filename, MediaInfo Info) : IAsyncDisposable
{
    internal Func<Task>? OnDispose { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => OnDispose is null ? default : new(OnDispose());
}
