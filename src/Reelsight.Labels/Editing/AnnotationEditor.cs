using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Core.Names;
using Reelsight.Labels.Errors;
using Reelsight.Labels.Teaching;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.Editing;

/// <summary>
/// Reads and changes the annotations of label sets. Each change is one edit of the set's history, made by a named reviewer. Nothing that
/// somebody else changed meanwhile is overwritten: an edit of a stale revision ends with the annotations as they are now.
/// </summary>
public sealed class AnnotationEditor(IAnnotationStore annotations, LabelTeacher teacher, IdGenerator ids, TimeProvider clock)
{
    /// <summary>Who changes things when a request names nobody: the holder of the key.</summary>
    public const string DefaultReviewer = "owner";
    private const int MaxReviewerLength = 64;

    /// <summary>How many edits are searched for the newest one that can be undone.</summary>
    private const int MaxEditsSearched = 1000;

    /// <summary>Now, for new annotations.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A new id for an annotation.</summary>
    public string NextId() => ids.Next();

    /// <summary>A reviewer's name without surrounding spaces; <see cref="DefaultReviewer"/> when it is absent.</summary>
    /// <exception cref="LabelValidationException">It is too long.</exception>
    public static string CheckReviewer(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return DefaultReviewer;
        }

        var reviewer = name.Trim();
        return reviewer.Length > MaxReviewerLength
                ? throw new LabelValidationException($"The parameter reviewer must have at most {MaxReviewerLength} letters.")
            : NameRules.FindViolation(reviewer) is { } violation
                ? throw new LabelValidationException($"The parameter reviewer {violation}.")
            : reviewer;
    }

    /// <summary>An annotation of a set.</summary>
    /// <exception cref="DomainException">There is none, or it is deleted.</exception>
    public async Task<AnnotationRecord> FindAsync(LabelSetRecord set, string id, CancellationToken ct) =>
        await annotations.FindAsync(set.TenantId, set.Id, id, ct) is { Deleted: false } found
            ? found
            : throw DomainErrors.NotFound("annotation", id);

    /// <summary>
    /// An annotation of a set, also one that is deleted: whether that matters depends on the revision that the caller knows.
    /// </summary>
    /// <exception cref="DomainException">There never was one.</exception>
    public async Task<AnnotationRecord> FindIncludingDeletedAsync(LabelSetRecord set, string id, CancellationToken ct) =>
        await annotations.FindAsync(set.TenantId, set.Id, id, ct) ?? throw DomainErrors.NotFound("annotation", id);

    /// <summary>Makes one edit, and has the labels of what it accepted or rejected learn from it.</summary>
    /// <param name="set">The label set.</param>
    /// <param name="action">What kind of edit it is, as the history tells it.</param>
    /// <param name="reviewer">Who makes it.</param>
    /// <param name="change">Decides, in the edit's transaction, what the changed annotations are.</param>
    /// <param name="undoes">The revision of the edit that this one undoes, or null.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="DomainException">The set is gone, or what <paramref name="change"/> throws.</exception>
    /// <exception cref="AnnotationConflictException">Somebody else changed an annotation meanwhile; nothing was changed.</exception>
    public async Task<AnnotationEdit> EditAsync(
        LabelSetRecord set,
        string action,
        string? reviewer,
        Func<AnnotationEditContext, IReadOnlyList<AnnotationRecord>> change,
        long? undoes,
        CancellationToken ct
    )
    {
        try
        {
            var edit = await annotations.EditAsync(
                set.TenantId,
                set.Id,
                new AnnotationEditInfo(action, reviewer, Now, undoes),
                present => change(new AnnotationEditContext(present, reviewer)),
                ct
            );
            // Their examples may be others now; proposals are none.
            await teacher.QueueAsync(
                set,
                edit.Changes.SelectMany(c => new[] { c.Before, c.After })
                    .OfType<AnnotationRecord>()
                    .Where(a => a.State != AnnotationRecord.Proposed)
                    .Select(a => a.LabelId),
                ct
            );
            return edit;
        }
        catch (ParentMissingException)
        {
            throw DomainErrors.NotFound("label set", set.Id);
        }
    }

    /// <summary>The revision of a reviewer's newest edit that still holds and can be undone; null when there is none.</summary>
    public async Task<long?> FindUndoableAsync(LabelSetRecord set, string reviewer, CancellationToken ct)
    {
        var edits = await annotations.ListEditsAsync(set.TenantId, set.Id, new AnnotationEditFilter(), null, MaxEditsSearched, ct);
        var byRevision = edits.ToDictionary(e => e.Revision);
        return EditUndo.FindLatestUndoable(edits, byRevision.GetValueOrDefault, reviewer)?.Revision;
    }
}
