namespace Reelsight.Fetch;

/// <summary>A remote file being read. Dispose it to close the connection.</summary>
public sealed record FetchedFile(Stream Body, long? Length, string? FileName, string? MediaType) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Body.DisposeAsync();
}

/// <summary>A remote file could not be had. The message is a sentence that names the cause and the way out.</summary>
public sealed class FetchException(string message, bool mayPass, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether trying again later may help.</summary>
    public bool MayPass { get; } = mayPass;
}
