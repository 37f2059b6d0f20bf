namespace Reelsight.Fetch;

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
