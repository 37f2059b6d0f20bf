namespace Reelsight.Storage.Stores;

/// <summary>Search results that page tokens refer to.</summary>
public interface ISearchPageStore
{
    /// <summary>Stores a serialized result under a token until it expires.</summary>
    Task PutAsync(string tenantId, string token, byte[] results, DateTimeOffset expiresAt, CancellationToken ct);

    /// <summary>A result and its expiry, or null when it is unknown or expired at <paramref name="now"/>.</summary>
    Task<(byte[] Results, DateTimeOffset ExpiresAt)?> FindAsync(string tenantId, string token, DateTimeOffset now, CancellationToken ct);

    /// <summary>Deletes expired results.</summary>
    Task PurgeAsync(DateTimeOffset now, CancellationToken ct);
}
