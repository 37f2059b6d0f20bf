using Reelsight.Core.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.Editing;

/// <summary>What an edit reads while it decides what to change.</summary>
/// <param name="present">The annotations as they are in the edit's transaction.</param>
/// <param name="reviewer">Who edits; null for a program.</param>
public sealed class AnnotationEditContext(IAnnotationReader present, string? reviewer)
{
    /// <summary>The annotations as they are.</summary>
    public IAnnotationReader Current { get; } = present;

    /// <summary>An annotation that exists, and in the form that the caller knows.</summary>
    /// <param name="id">Which.</param>
    /// <param name="revision">The revision that the caller knows; null when any will do.</param>
    /// <exception cref="DomainException">There is none.</exception>
    /// <exception cref="AnnotationConflictException">It has another revision.</exception>
    public AnnotationRecord Get(string id, long? revision)
    {
        var found = Current.Find(id);
        if (found is null || found.Deleted && revision is null)
        {
            throw DomainErrors.NotFound("annotation", id);
        }

        return revision is null || found.Revision == revision ? found : throw new AnnotationConflictException([found]);
    }

    /// <summary>The changed form, which is the reviewer's judgement when it was nobody's before.</summary>
    public AnnotationRecord WithReviewer(AnnotationRecord changed) =>
        changed.State == AnnotationRecord.Proposed ? changed : changed with { Reviewer = changed.Reviewer ?? reviewer };
}
