using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Editing;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// POST /reelsight/v1/label-sets/{label_set_id}/annotations/merge → 200 with the edit: the earliest goes from the first edge to the last,
/// the others are deleted. They must be of one video and have one label.
/// </summary>
internal static class MergeAnnotations
{
    internal sealed record Body(string? Reviewer, IReadOnlyList<string>? AnnotationIds);

    internal static async Task<IResult> HandleAsync(Call call, AnnotationEdits edits)
    {
        var set = await edits.GetLabelSetAsync(call);
        var body = await call.ReadJsonAsync(LabelsWireJson.Default.MergeAnnotationsBody);
        if (body.AnnotationIds is not { Count: > 0 } asked)
        {
            throw Fail.Missing("annotation_ids");
        }

        var wanted = asked.Distinct(StringComparer.Ordinal).ToList();
        var first = await edits.FindAsync(call, set, wanted[0]);
        var maps = await edits.GetFrameMapsAsync(call, set, [first.VideoId]);
        return await edits.RunAsync(
            call,
            set,
            "merge",
            ReviewerName.Find(call, body.Reviewer),
            draft =>
            {
                var parts = wanted.Select(id => draft.Get(Identifiers.Check("annotation_ids", id), null)).ToList();
                var merged = AnnotationIntervals.Merge(parts, maps[first.VideoId]);
                return [draft.WithReviewer(merged), .. parts.Where(p => p.Id != merged.Id).Select(p => p with { Deleted = true })];
            },
            AnnotationEdits.ToResult
        );
    }
}
