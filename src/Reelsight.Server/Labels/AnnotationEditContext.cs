using Microsoft.AspNetCore.Http;
using Reelsight.Labels;
using Reelsight.Media;
using Reelsight.Server.Http;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.Labels;

/// <summary>What an edit reads while it decides.</summary>
internal sealed class AnnotationEditContext(IAnnotationReader present, string? reviewer)
{
    /// <summary>What is there.</summary>
    internal IAnnotationReader Current { get; } = present;

    /// <summary>An annotation that exists, and in the form that the caller knows.</summary>
    /// <param name="id">Which.</param>
    /// <param name="revision">The revision that the caller knows; null when any will do.</param>
    internal AnnotationRecord Get(string id, long? revision)
    {
        var found = Current.Find(id);
        if (found is null || found.Deleted && revision is null)
        {
            throw Fail.NotFound("annotation", id);
        }

        return revision is null || found.Revision == revision ? found : throw new AnnotationConflictException([found]);
    }

    /// <summary>The changed form, which is the reviewer's judgement when it was nobody's before.</summary>
    internal AnnotationRecord WithReviewer(AnnotationRecord changed) =>
        changed.State == AnnotationRecord.Proposed ? changed : changed with { Reviewer = changed.Reviewer ?? reviewer };
}
