namespace Reelsight.Fetch;

/// <summary>A remote file being read. Dispose it to close the connection.</summary>
public sealed record FetchedFile(Stream Body, long? Length, string? FileName, string? MediaType) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Body.DisposeAsync();
}
