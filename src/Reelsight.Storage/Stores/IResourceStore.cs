using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>The resources of one kind. Calls are about one tenant and never see another tenant's resources.</summary>
/// <typeparam name="T">The kind's record, kept as JSON.</typeparam>
public interface IResourceStore<T>
    where T : class, IResource
{
    /// <summary>Adds resources and the jobs that will work on them in one transaction.</summary>
    /// <exception cref="DuplicateNameException">The kind's names are unique within a parent, and this one is taken.</exception>
    /// <exception cref="ParentMissingException">A parent is gone.</exception>
    Task AddAsync(IReadOnlyList<T> resources, IReadOnlyList<JobRequest> jobs, CancellationToken ct);

    /// <summary>One resource or null.</summary>
    Task<T?> FindAsync(string tenantId, string id, CancellationToken ct);

    /// <summary>One page of resources.</summary>
    Task<Page<T>> ListAsync(string tenantId, ResourceFilter filter, SortOrder sort, PageWindow window, CancellationToken ct);

    /// <summary>All matching resources, oldest first.</summary>
    Task<IReadOnlyList<T>> ListAllAsync(string tenantId, ResourceFilter filter, CancellationToken ct);

    /// <summary>The number of matching resources.</summary>
    Task<int> CountAsync(string tenantId, ResourceFilter filter, CancellationToken ct);

    /// <summary>
    /// Replaces a resource by the result of <paramref name="change"/>, in one transaction. An exception of <paramref name="change"/> passes
    /// through, and nothing is written.
    /// </summary>
    /// <returns>The new state, or null when the resource is gone.</returns>
    /// <exception cref="DuplicateNameException">The new name is taken.</exception>
    Task<T?> UpdateAsync(string tenantId, string id, Func<T, T> change, IReadOnlyList<JobRequest> jobs, CancellationToken ct);

    /// <summary>Deletes a resource with its children and their jobs. False when it is gone.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="id">The resource.</param>
    /// <param name="check">
    /// Called with the current state in the same transaction; its exception passes through, and nothing is deleted.
    /// </param>
    /// <param name="ct">Cancellation.</param>
    Task<bool> DeleteAsync(string tenantId, string id, Action<T>? check, CancellationToken ct);

    /// <summary>Deletes every tenant's resources of this kind that were created before an instant.</summary>
    Task PurgeAsync(DateTimeOffset createdBefore, CancellationToken ct);

    /// <summary>
    /// Deletes all tenants' resources of this kind that are in one of some states and were last changed before an instant, with their
    /// children and jobs.
    /// </summary>
    /// <param name="changedBefore">The instant.</param>
    /// <param name="states">The states.</param>
    /// <param name="withoutParent">Whether to skip resources with a parent, which are deleted with it.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>The deleted resources, without their children.</returns>
    Task<IReadOnlyList<T>> PurgeAsync(DateTimeOffset changedBefore, IReadOnlyList<string> states, bool withoutParent, CancellationToken ct);
}
