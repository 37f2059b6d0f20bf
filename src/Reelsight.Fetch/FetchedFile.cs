namespace Reelsight.Fetch;

/// <summary>A remote file being read. Dispose it to close the connection.</summary>
public sealed record FetchedFile(Stream Body, long? Length, string? FileName, string? MediaType) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Body.DisposeAsync();
}

/// <summary>Whatever a server answered, being read. Dispose it to close the connection.</summary>
/// <param name="Body">The body.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="MediaType">What the body claims to be, or null.</param>
/// <param name="RetryAfter">How long the server asks to wait; null when it does not say.</param>
public sealed record FetchedResponse(Stream Body, int Status, string? MediaType, TimeSpan? RetryAfter) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Body.DisposeAsync();
}

/// <summary>A remote file could not be had. The message is a sentence that names the cause and the way out.</summary>
public sealed class FetchException(string message, bool isTransient, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether trying again later may help.</summary>
    public bool IsTransient { get; } = isTransient;
}
