using Reelsight.Labels.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.Editing;

/// <summary>Undoes edits. An undo is an edit like any other, so it can be undone, too.</summary>
public static class EditUndo
{
    /// <summary>
    /// The newest edit of a reviewer that still holds: neither undone, nor itself the undo of another. An undo that was undone (a redo)
    /// counts as the edit that it restored. Null when there is none among these.
    /// </summary>
    /// <param name="edits">Newest first, those of everybody.</param>
    /// <param name="find">An edit by its revision.</param>
    /// <param name="reviewer">Whose; null for a machine's.</param>
    public static AnnotationEdit? FindLatestUndoable(IEnumerable<AnnotationEdit> edits, Func<long, AnnotationEdit?> find, string? reviewer)
    {
        var undone = new HashSet<long>();
        foreach (var edit in edits)
        {
            if (undone.Contains(edit.Revision))
            {
                continue;
            }

            if (edit.Undoes is { } target)
            {
                undone.Add(target);
                if (!IsUndo(find(target), find))
                {
                    continue;
                }
            }
            if (edit.Reviewer == reviewer)
            {
                return edit;
            }
        }
        return null;
    }

    /// <summary>The forms that undo an edit of a label set.</summary>
    /// <param name="present">The annotations as they are.</param>
    /// <param name="revision">The revision of the edit.</param>
    /// <exception cref="LabelValidationException">The set has no such edit.</exception>
    /// <exception cref="AnnotationConflictException">Somebody has changed one of its annotations since.</exception>
    public static IReadOnlyList<AnnotationRecord> Undo(IAnnotationReader present, long revision)
    {
        var edit = present.FindEdit(revision)
            ?? throw new LabelValidationException($"The parameter revision {revision} is no edit of this label set.");
        var stale = new List<AnnotationRecord>();
        var reverted = CreateReverted(edit, present.Find, stale.Add);
        return stale.Count == 0 ? reverted : throw new AnnotationConflictException(stale);
    }

    /// <summary>The forms that undo an edit.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="find">The present form.</param>
    /// <param name="onConflict">Told each present form that somebody has changed since.</param>
    public static IReadOnlyList<AnnotationRecord> CreateReverted(
        AnnotationEdit edit,
        Func<string, AnnotationRecord?> find,
        Action<AnnotationRecord> onConflict
    )
    {
        var reverted = new List<AnnotationRecord>();
        foreach (var change in edit.Changes)
        {
            if (find(change.After.Id) is not { } present)
            {
                continue;
            }

            if (!IsSame(present, change.After))
            {
                onConflict(present);
            }

            reverted.Add(change.Before ?? change.After with { Deleted = true });
        }
        return reverted;
    }

    // Revisions may differ: what was changed and changed back is as it was.
    private static bool IsSame(AnnotationRecord a, AnnotationRecord b) =>
        WithoutRevisions(a) == WithoutRevisions(b) && a.Boxes.SequenceEqual(b.Boxes) && a.Evidence.SequenceEqual(b.Evidence);

    private static AnnotationRecord WithoutRevisions(AnnotationRecord a) =>
        a with
        {
            Boxes = [],
            Evidence = [],
            Revision = 0,
            CreatedRevision = 0,
            UpdatedAt = default,
        };

    private static bool IsUndo(AnnotationEdit? edit, Func<long, AnnotationEdit?> find) =>
        edit?.Undoes is { } target && !IsUndo(find(target), find);
}
