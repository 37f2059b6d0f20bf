using Reelsight.Core.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>The people of all tenants. Nothing is cached: whoever is disabled is refused at once.</summary>
public interface IPersonStore
{
    /// <summary>Somebody by id, or null.</summary>
    PersonRecord? Find(string id);

    /// <summary>Somebody by the name they sign in with, in any case, or null.</summary>
    PersonRecord? FindByName(string name);

    /// <summary>Somebody by their id at an issuer, or null.</summary>
    PersonRecord? FindBySubject(string issuer, string subject);

    /// <summary>Adds somebody.</summary>
    /// <exception cref="DuplicateNameException">The name, or the id at the issuer, is taken.</exception>
    Task AddAsync(PersonRecord person, CancellationToken ct);

    /// <summary>A page of a tenant's people, oldest first.</summary>
    Task<Page<PersonRecord>> ListAsync(string tenantId, PageWindow window, CancellationToken ct);

    /// <summary>Replaces somebody by the result of <paramref name="change"/>, whose exceptions pass through.</summary>
    /// <returns>The new state, or null when they are gone.</returns>
    /// <exception cref="DuplicateNameException">The new name is taken.</exception>
    Task<PersonRecord?> UpdateAsync(string tenantId, string id, Func<PersonRecord, PersonRecord> change, CancellationToken ct);

    /// <summary>Deletes somebody with their sessions. False when they are gone.</summary>
    Task<bool> DeleteAsync(string tenantId, string id, CancellationToken ct);
}
