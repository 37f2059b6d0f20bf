using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Editing;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// POST /reelsight/v1/label-sets/{label_set_id}/undo → 200 with the edit that takes back the edit <c>revision</c>; without it, the newest
/// of the reviewer's that still holds (revision 0 when there is none). Undoing an undo does it again. When somebody changed one of its
/// annotations since, nothing happens: 409 with what is there.
/// </summary>
internal static class UndoAnnotationEdit
{
    internal sealed record Body(string? Reviewer, long? Revision);

    internal static async Task<IResult> HandleAsync(Call call, AnnotationEdits edits)
    {
        var set = await edits.GetLabelSetAsync(call);
        var body = await call.ReadJsonAsync(LabelsWireJson.Default.UndoAnnotationEditBody);
        var reviewer = ReviewerName.Find(call, body.Reviewer);
        var target = body.Revision ?? await edits.FindUndoableAsync(call, set, reviewer);
        return await edits.RunAsync(
            call,
            set,
            "undo",
            reviewer,
            draft => target is { } revision ? EditUndo.Undo(draft.Current, revision) : [],
            AnnotationEdits.ToResult,
            target
        );
    }
}
