using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// DELETE /reelsight/v1/label-sets/{label_set_id}/annotations/{annotation_id} → 200 with the edit, which can be undone. With
/// <c>revision</c>, it is deleted only if nobody was faster: else 409 with what is there by now.
/// </summary>
internal static class DeleteAnnotation
{
    internal static async Task<IResult> HandleAsync(Call call, AnnotationEdits edits)
    {
        var set = await edits.GetLabelSetAsync(call);
        var (id, reviewer) = (call.GetId("annotation_id"), ReviewerName.Find(call, call.Query.GetText("reviewer")));
        var revision = call.Query.GetInteger("revision");
        return await edits.RunAsync(
            call,
            set,
            "delete",
            reviewer,
            draft => [draft.Get(id, revision) with { Deleted = true }],
            AnnotationEdits.ToResult
        );
    }
}
