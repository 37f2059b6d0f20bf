using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Editing;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// POST /reelsight/v1/label-sets/{label_set_id}/undo → 200 with the edit that takes back the edit <c>revision</c>; without it, the newest
/// of the reviewer's that still holds (revision 0 when there is none). Undoing an undo does it again. When somebody changed one of its
/// annotations since, nothing happens: 409 with what is there.
/// </summary>
internal static class UndoAnnotationEdit
{
    /// <summary>How far back the newest edit is looked for.</summary>
    private const int MaxEditsSearched = 1000;

    internal sealed record Body(string? Reviewer, long? Revision);

    internal static async Task<IResult> HandleAsync(Call call, AnnotationEditor edits, IAnnotationStore annotations)
    {
        var set = await edits.GetLabelSetAsync(call);
        var body = await call.ReadJsonAsync(LabelsWireJson.Default.UndoAnnotationEditBody);
        var reviewer = AnnotationEditor.CheckReviewer(body.Reviewer);
        var target = body.Revision ?? await FindNewestAsync(call, annotations, set.Id, reviewer);
        return await edits.RunAsync(
            call,
            set,
            "undo",
            reviewer,
            draft =>
            {
                if (target is not { } revision)
                {
                    return [];
                }

                var edit = draft.Current.FindEdit(revision)
                    ?? throw Fail.Invalid($"The parameter revision {revision} is no edit of this label set.");
                var stale = new List<AnnotationRecord>();
                var back = EditUndo.CreateReverted(edit, draft.Current.Find, stale.Add);
                return stale.Count == 0 ? back : throw new AnnotationConflictException(stale);
            },
            AnnotationEditor.ToResult,
            target
        );
    }

    private static async Task<long?> FindNewestAsync(Call call, IAnnotationStore annotations, string setId, string reviewer)
    {
        var edits = await annotations.ListEditsAsync(
            call.TenantId,
            setId,
            new AnnotationEditFilter(),
            null,
            MaxEditsSearched,
            call.Cancellation
        );
        var byRevision = edits.ToDictionary(e => e.Revision);
        return EditUndo.FindLatestUndoable(edits, byRevision.GetValueOrDefault, reviewer)?.Revision;
    }
}
