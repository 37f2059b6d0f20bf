using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Editing;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// PATCH /reelsight/v1/label-sets/{label_set_id}/annotations → 200 with the edit. Makes, changes and deletes up to 10,000 annotations: all
/// or none, undone as one. New ones with a <c>client_id</c> that is known are passed over, so a client that lost the answer sends the same
/// again.
/// </summary>
internal static class ChangeAnnotations
{
    private const int MaxChanges = 10_000;

    internal sealed record Body(
        string? Reviewer,
        IReadOnlyList<NewAnnotation>? Creates,
        IReadOnlyList<AnnotationChangeBody>? Changes,
        IReadOnlyList<AnnotationDeletionBody>? Deletes
    );

    internal static async Task<IResult> HandleAsync(Call call, AnnotationEdits edits)
    {
        var set = await edits.GetLabelSetAsync(call);
        var body = await call.ReadJsonAsync(LabelsWireJson.Default.ChangeAnnotationsBody);
        var reviewer = ReviewerName.Find(call, body.Reviewer);
        var (creates, changes, deletes) = (body.Creates ?? [], body.Changes ?? [], body.Deletes ?? []);
        if (creates.Count + changes.Count + deletes.Count is 0 or > MaxChanges)
        {
            throw Fail.Invalid($"The parameters creates, changes and deletes must hold 1 to {MaxChanges} annotations in all.");
        }

        var touched = changes.Select(c => CheckId(c.AnnotationId)).Concat(deletes.Select(d => CheckId(d.AnnotationId))).ToList();
        if (touched.Distinct(StringComparer.Ordinal).Count() != touched.Count)
        {
            throw Fail.Invalid("The parameter annotation_id must be another one in each change and deletion.");
        }

        if (creates.Any(c => string.IsNullOrEmpty(c.VideoId)))
        {
            throw Fail.Missing("creates.video_id");
        }

        var places = new List<string>();
        foreach (var change in changes)
        {
            places.Add((await edits.FindIncludingDeletedAsync(call, set, change.AnnotationId!)).VideoId);
        }

        var maps = await edits.GetFrameMapsAsync(call, set, creates.Select(c => c.VideoId!).Concat(places));
        return await edits.RunAsync(
            call,
            set,
            "bulk",
            reviewer,
            draft =>
            {
                var known = new HashSet<string>(StringComparer.Ordinal);
                var stale = new List<AnnotationRecord>();
                var result = new List<AnnotationRecord>();
                foreach (var wanted in creates)
                {
                    var made = wanted.ToDraft().ToRecord(set, maps[wanted.VideoId!], reviewer, edits.NextId(), edits.Now);
                    if (wanted.ClientId is null || known.Add(wanted.ClientId) && draft.Current.FindByClientId(wanted.ClientId) is null)
                    {
                        result.Add(made);
                    }
                }
                foreach (var change in changes)
                {
                    if (Get(draft, change.AnnotationId!, change.Revision, stale) is { } present)
                    {
                        result.Add(draft.WithReviewer(change.ToPatch().Apply(present, set, maps[present.VideoId])));
                    }
                }

                foreach (var deletion in deletes)
                {
                    if (Get(draft, deletion.AnnotationId!, deletion.Revision, stale) is { } present)
                    {
                        result.Add(present with { Deleted = true });
                    }
                }

                return stale.Count == 0 ? result : throw new AnnotationConflictException(stale);
            },
            AnnotationEdits.ToResult
        );
    }

    // Every stale annotation is reported at once.
    private static AnnotationRecord? Get(AnnotationEditContext draft, string id, long? revision, List<AnnotationRecord> stale)
    {
        try
        {
            return draft.Get(id, revision);
        }
        catch (AnnotationConflictException e)
        {
            stale.AddRange(e.Current);
            return null;
        }
    }

    private static string CheckId(string? id) =>
        string.IsNullOrEmpty(id) ? throw Fail.Missing("annotation_id") : Identifiers.Check("annotation_id", id);
}
