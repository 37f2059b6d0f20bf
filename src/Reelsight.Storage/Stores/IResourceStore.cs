using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>All resources of one kind. Every call is about one tenant; another tenant's resource is not there.</summary>
/// <typeparam name="T">The kind's record, kept as JSON.</typeparam>
public interface IResourceStore<T>
    where T : class, IResource
{
    /// <summary>Adds resources, and in the same transaction the jobs that will work on them.</summary>
    /// <exception cref="DuplicateNameException">The kind's names are unique within a parent, and this one is taken.</exception>
    /// <exception cref="ParentMissingException">A parent is gone.</exception>
    Task AddAsync(IReadOnlyList<T> resources, IReadOnlyList<JobRequest> jobs, CancellationToken ct);

    /// <summary>One resource or null.</summary>
    Task<T?> FindAsync(string tenantId, string id, CancellationToken ct);

    /// <summary>One page of resources.</summary>
    Task<Page<T>> ListAsync(string tenantId, ResourceFilter filter, SortOrder sort, PageWindow window, CancellationToken ct);

    /// <summary>All resources that fit, oldest first.</summary>
    Task<IReadOnlyList<T>> ListAllAsync(string tenantId, ResourceFilter filter, CancellationToken ct);

    /// <summary>How many resources fit.</summary>
    Task<int> CountAsync(string tenantId, ResourceFilter filter, CancellationToken ct);

    /// <summary>
    /// Replaces a resource by what <paramref name="change"/> makes of its present form; nothing comes between reading and writing.
    /// What <paramref name="change"/> throws passes through, and nothing is written.
    /// </summary>
    /// <returns>The new form, or null when the resource is gone.</returns>
    /// <exception cref="DuplicateNameException">The new name is taken.</exception>
    Task<T?> UpdateAsync(string tenantId, string id, Func<T, T> change, IReadOnlyList<JobRequest> jobs, CancellationToken ct);

    /// <summary>Deletes a resource with everything whose parent it is, and their jobs. False when it is gone.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="id">Which.</param>
    /// <param name="check">Looks at the present form in the same transaction; what it throws passes through, and nothing is
    /// deleted.</param>
    /// <param name="ct">Cancellation.</param>
    Task<bool> DeleteAsync(string tenantId, string id, Action<T>? check, CancellationToken ct);

    /// <summary>Deletes every tenant's resources of this kind that were created before an instant.</summary>
    Task PurgeAsync(DateTimeOffset createdBefore, CancellationToken ct);

    /// <summary>
    /// Deletes every tenant's resources of this kind that are in one of some states and were last changed before an instant, with
    /// everything whose parent they are, and their jobs.
    /// </summary>
    /// <param name="changedBefore">The instant.</param>
    /// <param name="states">The states.</param>
    /// <param name="withoutParent">Whether those that go with a parent are left to it.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>What was deleted, without what went along.</returns>
    Task<IReadOnlyList<T>> PurgeAsync(DateTimeOffset changedBefore, IReadOnlyList<string> states, bool withoutParent, CancellationToken ct);
}
