using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>
/// The API keys of all tenants. Keys are stored as SHA-256 hashes. Nothing is cached: what is revoked is refused at once.
/// </summary>
public interface IApiKeyStore
{
    /// <summary>The record of a key; null when it is unknown, or ended before <paramref name="now"/>.</summary>
    ApiKeyRecord? Find(string apiKey, DateTimeOffset now);

    /// <summary>The record with an id; null when it is unknown, or ended before <paramref name="now"/>.</summary>
    ApiKeyRecord? FindById(string id, DateTimeOffset now);

    /// <summary>Whether there is a key of the settings.</summary>
    bool HasPreset { get; }

    /// <summary>
    /// Makes a key the only one of the settings, with all scopes and no end: every earlier one is forgotten with its sessions.
    /// </summary>
    Task ReplacePresetAsync(ApiKeyRecord key, string apiKey, CancellationToken ct);

    /// <summary>Adds a key. Its tenant is created when it is new.</summary>
    Task AddAsync(ApiKeyRecord key, string apiKey, CancellationToken ct);

    /// <summary>A tenant's keys, newest first.</summary>
    Task<Page<ApiKeyRecord>> ListAsync(string tenantId, PageWindow window, CancellationToken ct);

    /// <summary>Revokes a key with the sessions it opened, unless <paramref name="check"/> throws. False when it is gone.</summary>
    Task<bool> DeleteAsync(string tenantId, string id, Action<ApiKeyRecord>? check, CancellationToken ct);

    /// <summary>Notes when keys were last used, by their ids.</summary>
    Task NoteUseAsync(IReadOnlyDictionary<string, DateTimeOffset> uses, CancellationToken ct);
}
