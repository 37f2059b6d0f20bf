namespace Reelsight.Storage.Stores;

/// <summary>Result lists behind page tokens.</summary>
public interface ISearchPageStore
{
    /// <summary>Keeps a serialised result list under a token until it expires.</summary>
    Task PutAsync(string tenantId, string token, byte[] results, DateTimeOffset expiresAt, CancellationToken ct);

    /// <summary>The list and its expiry, or null when unknown or expired at <paramref name="now"/>.</summary>
    Task<(byte[] Results, DateTimeOffset ExpiresAt)?> FindAsync(string tenantId, string token, DateTimeOffset now, CancellationToken ct);

    /// <summary>Drops what has expired.</summary>
    Task PurgeAsync(DateTimeOffset now, CancellationToken ct);
}
