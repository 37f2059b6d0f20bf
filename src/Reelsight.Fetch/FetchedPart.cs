namespace Reelsight.Fetch;

/// <summary>A remote file, or what follows a part that is there already, being read. Dispose it to close the connection.</summary>
/// <param name="Body">The body.</param>
/// <param name="Status">The HTTP status, whatever it is.</param>
/// <param name="StartsAt">First byte that comes, counted from 0; null when the server says a range without a start.</param>
/// <param name="Length">Bytes that come; null when the server does not say.</param>
/// <param name="EntityTag">Strong entity tag of the file, in quotes; null when there is none.</param>
/// <param name="RedirectsTo">Absolute address of a redirect; null when the answer is none, or names no address.</param>
/// <param name="RetryAfter">How long the server asks to wait; null when it does not say.</param>
public sealed record FetchedPart(
    Stream Body,
    int Status,
    long? StartsAt,
    long? Length,
    string? EntityTag,
    Uri? RedirectsTo,
    TimeSpan? RetryAfter
) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Body.DisposeAsync();
}
