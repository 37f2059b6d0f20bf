using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// POST /reelsight/v1/label-sets/{label_set_id}/annotations → 201 with the annotation. One with a <c>client_id</c> that the set knows
/// already is not made again: the answer is that one as it is now, even when it is deleted.
/// </summary>
internal static class CreateAnnotation
{
    internal sealed record Body(string? Reviewer, NewAnnotation? Annotation);

    internal static async Task<IResult> HandleAsync(Call call, AnnotationEdits edits)
    {
        var set = await edits.GetLabelSetAsync(call);
        var body = await call.ReadJsonAsync(LabelsWireJson.Default.CreateAnnotationBody);
        var reviewer = ReviewerName.Find(call, body.Reviewer);
        if (body.Annotation is not { } wanted)
        {
            throw Fail.Missing("annotation");
        }

        if (string.IsNullOrEmpty(wanted.VideoId))
        {
            throw Fail.Missing("annotation.video_id");
        }

        var maps = await edits.GetFrameMapsAsync(call, set, [wanted.VideoId]);
        VideoAnnotationView? known = null;
        return await edits.RunAsync(
            call,
            set,
            "create",
            reviewer,
            draft =>
            {
                var made = wanted.ToDraft().ToRecord(set, maps[wanted.VideoId], reviewer, edits.NextId(), edits.Now);
                if (wanted.ClientId is { } client && draft.Current.FindByClientId(client) is { } present)
                {
                    known = VideoAnnotationView.From(present);
                    return [];
                }
                return [made];
            },
            edit =>
                TypedResults.Json(
                    known ?? VideoAnnotationView.From(edit.Changes[0].After),
                    LabelsWireJson.Default.VideoAnnotationView,
                    statusCode: StatusCodes.Status201Created
                )
        );
    }
}
