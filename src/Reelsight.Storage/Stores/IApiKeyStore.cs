namespace Reelsight.Storage.Stores;

/// <summary>Tenants and their API keys. Keys are stored as SHA-256 hashes and shown once.</summary>
public interface IApiKeyStore
{
    /// <summary>The tenant of a key, or null. Called on every request, so it is answered from memory.</summary>
    string? FindTenant(string apiKey);

    /// <summary>Whether any key exists.</summary>
    bool HasAny { get; }

    /// <summary>Adds a key for a tenant, creating the tenant when it is new; adding a known key is harmless.</summary>
    Task AddAsync(string tenantId, string apiKey, DateTimeOffset now, CancellationToken ct);
}
