using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Editing;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// POST /reelsight/v1/label-sets/{label_set_id}/annotations/{annotation_id}/split → 200 with the edit. The first part keeps the id and ends
/// where the second begins, at <c>at_frame</c>; boxes stay where they were at every frame.
/// </summary>
internal static class SplitAnnotation
{
    internal sealed record Body(string? Reviewer, long? AtFrame, long? Revision);

    internal static async Task<IResult> HandleAsync(Call call, AnnotationEdits edits)
    {
        var set = await edits.GetLabelSetAsync(call);
        var body = await call.ReadJsonAsync(LabelsWireJson.Default.SplitAnnotationBody);
        if (body.AtFrame is not { } at)
        {
            throw Fail.Missing("at_frame");
        }

        var known = await edits.FindIncludingDeletedAsync(call, set, call.GetId("annotation_id"));
        var maps = await edits.GetFrameMapsAsync(call, set, [known.VideoId]);
        return await edits.RunAsync(
            call,
            set,
            "split",
            ReviewerName.Find(call, body.Reviewer),
            draft =>
            {
                var (first, second) = AnnotationIntervals.Split(
                    draft.Get(known.Id, body.Revision),
                    maps[known.VideoId],
                    at,
                    edits.NextId()
                );
                return [first, second];
            },
            AnnotationEdits.ToResult
        );
    }
}
