using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

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
