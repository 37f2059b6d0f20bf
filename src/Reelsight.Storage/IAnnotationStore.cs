namespace Reelsight.Storage;

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

/// <summary>What an edit finds.</summary>
public interface IAnnotationReader
{
    /// <summary>One, also when it is deleted.</summary>
    AnnotationRecord? Find(string id);

    /// <summary>One by the caller's own id, also when it is deleted.</summary>
    AnnotationRecord? FindByClientId(string clientId);

    /// <summary>All that fit and exist.</summary>
    IReadOnlyList<AnnotationRecord> ListAll(AnnotationFilter filter);

    /// <summary>An earlier edit, or null.</summary>
    AnnotationEdit? FindEdit(long revision);
}

/// <summary>What is done by whom and when.</summary>
public sealed record AnnotationEditInfo(string Action, string? Reviewer, DateTimeOffset At, long? Undoes = null);

/// <summary>Which annotations. Every condition that is set must hold.</summary>
public sealed record AnnotationFilter
{
    /// <summary>Of any of these videos.</summary>
    public IReadOnlyList<string>? VideoIds { get; init; }

    /// <summary>With any of these labels.</summary>
    public IReadOnlyList<string>? LabelIds { get; init; }

    /// <summary>In any of these states.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>From any of these sources.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Judged by this reviewer.</summary>
    public string? Reviewer { get; init; }

    /// <summary>On this row of the timeline.</summary>
    public int? Track { get; init; }

    /// <summary>That end after this frame.</summary>
    public long? FromFrame { get; init; }

    /// <summary>That start before this frame.</summary>
    public long? ToFrame { get; init; }

    /// <summary>That changed after this revision.</summary>
    public long? SinceRevision { get; init; }
}

/// <summary>Which edits.</summary>
public sealed record AnnotationEditFilter(string? AnnotationId = null, string? VideoId = null);

/// <summary>A place in a list: the video (empty in the order of changes), the start frame or revision, the id.</summary>
public sealed record AnnotationCursor(string VideoId, long Position, string Id);

/// <summary>Some annotations, the set's revision in the same snapshot, and where to go on; null at the end.</summary>
public sealed record AnnotationPage(IReadOnlyList<AnnotationRecord> Annotations, long Revision, AnnotationCursor? Next);
