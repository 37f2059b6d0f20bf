using Reelsight.Core.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>
/// The annotations of label sets, and who changed them. All writing is one operation: an edit, which reads, decides and writes in one
/// transaction, gets the next revision of its set, and leaves a trace that it can be undone by.
/// </summary>
public interface IAnnotationStore
{
    /// <summary>One annotation, also when it is deleted; null when there never was one.</summary>
    Task<AnnotationRecord?> FindAsync(string tenantId, string labelSetId, string id, CancellationToken ct);

    /// <summary>
    /// Some of a set's annotations: by place (video, start frame, id), or, with <see cref="AnnotationFilter.SinceRevision"/>, in the order
    /// of their last change, deleted ones among them.
    /// </summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="labelSetId">The set.</param>
    /// <param name="filter">Which.</param>
    /// <param name="after">Those after this place; null from the start.</param>
    /// <param name="limit">Most to return.</param>
    /// <param name="ct">Cancellation.</param>
    Task<AnnotationPage> ListAsync(
        string tenantId,
        string labelSetId,
        AnnotationFilter filter,
        AnnotationCursor? after,
        int limit,
        CancellationToken ct
    );

    /// <summary>All that fit and exist, by place.</summary>
    Task<IReadOnlyList<AnnotationRecord>> ListAllAsync(string tenantId, string labelSetId, AnnotationFilter filter, CancellationToken ct);

    /// <summary>Edits the annotations of a set. What <paramref name="change"/> throws passes through, and nothing is written.</summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="labelSetId">The set.</param>
    /// <param name="by">What is done by whom and when.</param>
    /// <param name="change">From what is there to the new forms of what changes; none is no edit.</param>
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
    /// <param name="filter">Which; the changes of an edit that do not fit are left out.</param>
    /// <param name="before">Only edits of a lower revision.</param>
    /// <param name="limit">Most to return.</param>
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
