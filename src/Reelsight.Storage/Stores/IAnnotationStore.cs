using Reelsight.Core.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>
/// The annotations of label sets and their edit history. All changes are edits: an edit reads, decides and writes in one transaction, gets
/// the next revision of its set, and is recorded so that it can be undone.
/// </summary>
public interface IAnnotationStore
{
    /// <summary>One annotation, deleted ones included; null when there never was one.</summary>
    Task<AnnotationRecord?> FindAsync(string tenantId, string labelSetId, string id, CancellationToken ct);

    /// <summary>
    /// A page of a set's annotations: in order of position (video, start frame, id), or, with <see cref="AnnotationFilter.SinceRevision"/>,
    /// in order of their last change, deleted ones included.
    /// </summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="labelSetId">The set.</param>
    /// <param name="filter">Restricts the list.</param>
    /// <param name="after">Where the page begins; null for the first page.</param>
    /// <param name="limit">Maximum number to return.</param>
    /// <param name="ct">Cancellation.</param>
    Task<AnnotationPage> ListAsync(
        string tenantId,
        string labelSetId,
        AnnotationFilter filter,
        AnnotationCursor? after,
        int limit,
        CancellationToken ct
    );

    /// <summary>All matching annotations that are not deleted, in order of position.</summary>
    Task<IReadOnlyList<AnnotationRecord>> ListAllAsync(string tenantId, string labelSetId, AnnotationFilter filter, CancellationToken ct);

    /// <summary>Edits the annotations of a set. An exception of <paramref name="change"/> passes through, and nothing is written.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="labelSetId">The set.</param>
    /// <param name="by">What the edit does, by whom and when.</param>
    /// <param name="change">Computes the new states of the annotations that change; an empty list is no edit.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>The edit; revision 0 when nothing changed.</returns>
    /// <exception cref="ParentMissingException">The set is gone.</exception>
    Task<AnnotationEdit> EditAsync(
        string tenantId,
        string labelSetId,
        AnnotationEditInfo by,
        Func<IAnnotationReader, IReadOnlyList<AnnotationRecord>> change,
        CancellationToken ct
    );

    /// <summary>Edits, newest first.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="labelSetId">The set.</param>
    /// <param name="filter">Restricts the list; changes of an edit that do not match are left out.</param>
    /// <param name="before">Only edits of a lower revision.</param>
    /// <param name="limit">Maximum number to return.</param>
    /// <param name="ct">Cancellation.</param>
    Task<IReadOnlyList<AnnotationEdit>> ListEditsAsync(
        string tenantId,
        string labelSetId,
        AnnotationEditFilter filter,
        long? before,
        int limit,
        CancellationToken ct
    );
}
