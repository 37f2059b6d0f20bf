using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>The browsers that are signed in, of all tenants.</summary>
public interface IStudioSessionStore
{
    /// <summary>The session of a secret; null when it is unknown, or ended before <paramref name="now"/>.</summary>
    StudioSessionRecord? Find(string secret, DateTimeOffset now);

    /// <summary>Adds a session, and deletes those that ended before it began.</summary>
    /// <returns>False when the key or the person that opens it is gone.</returns>
    Task<bool> AddAsync(StudioSessionRecord session, string secret, CancellationToken ct);

    /// <summary>A tenant's sessions that have not ended, newest first.</summary>
    Task<Page<StudioSessionRecord>> ListAsync(StudioSessionFilter filter, DateTimeOffset now, PageWindow window, CancellationToken ct);

    /// <summary>Ends sessions.</summary>
    /// <returns>How many there were.</returns>
    Task<int> DeleteAsync(StudioSessionFilter filter, CancellationToken ct);

    /// <summary>Notes when sessions were last used, by their ids.</summary>
    Task NoteUseAsync(IReadOnlyDictionary<string, DateTimeOffset> uses, CancellationToken ct);
}
