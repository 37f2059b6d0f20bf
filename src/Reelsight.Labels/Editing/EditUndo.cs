using Reelsight.Storage.Records;

namespace Reelsight.Labels.Editing;

/// <summary>Taking edits back. An undo is an edit like any other, so it can be taken back too.</summary>
public static class EditUndo
{
    /// <summary>
    /// The newest edit of a reviewer that still holds: neither taken back, nor itself the taking back of another. A taking back that was
    /// taken back (a redo) counts as the edit that it restored. Null when there is none among these.
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

    /// <summary>The forms that take an edit back.</summary>
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
