using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// PATCH /reelsight/v1/label-sets/{label_set_id}/annotations/{annotation_id} → 200 with the new form; absent fields stay. With
/// <c>revision</c>, it is changed only if nobody was faster: else 409 with what is there by now. A judged proposal becomes its reviewer's.
/// </summary>
internal static class UpdateAnnotation
{
    internal sealed record Body : AnnotationFields
    {
        public string? Reviewer { get; init; }
        public long? Revision { get; init; }
    }

    internal static async Task<IResult> HandleAsync(Call call, AnnotationEdits edits)
    {
        var set = await edits.GetLabelSetAsync(call);
        var body = await call.ReadJsonAsync(LabelsWireJson.Default.UpdateAnnotationBody);
        var known = await edits.FindIncludingDeletedAsync(call, set, call.GetId("annotation_id"));
        var maps = await edits.GetFrameMapsAsync(call, set, [known.VideoId]);
        return await edits.RunAsync(
            call,
            set,
            "update",
            ReviewerName.Find(call, body.Reviewer),
            draft => [draft.WithReviewer(body.ToPatch().Apply(draft.Get(known.Id, body.Revision), set, maps[known.VideoId]))],
            edit => TypedResults.Json(VideoAnnotationView.From(edit.Changes[0].After), LabelsWireJson.Default.VideoAnnotationView)
        );
    }
}
