using Reelsight.Media.Probe;

namespace Reelsight.Pipeline.Assets;

/// <summary>
/// Media being worked on: its bytes stay until this is disposed, and go then unless a row refers to them.
/// </summary>
/// <param name="ContentHash">SHA-256 of the bytes: the key of everything described.</param>
/// <param name="Path">Where the bytes lie.</param>
/// <param name="Filename">A name to show.</param>
/// <param name="Info">What probing found.</param>
public sealed record MediaHandle(string ContentHash, string Path, string Filename, MediaInfo Info) : IAsyncDisposable
{
    internal Func<Task>? OnDispose { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => OnDispose is null ? default : new(OnDispose());
}
