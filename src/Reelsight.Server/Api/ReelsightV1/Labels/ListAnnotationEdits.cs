using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/history → 200 with edits, newest first: who did what when, and each annotation before and
/// after. Those of one annotation or video when asked; <c>before_revision</c> goes on where an answer ended.
/// </summary>
internal static class ListAnnotationEdits
{
    /// <summary>Edits, newest first.</summary>
    internal sealed record View(IReadOnlyList<EditView> Data);

    /// <summary>One edit.</summary>
    internal sealed record EditView(
        long Revision,
        string Action,
        string? Reviewer,
        long? Undoes,
        DateTimeOffset At,
        IReadOnlyList<ChangeView> Changes
    );

    /// <summary>An annotation before and after; without a before the edit made it.</summary>
    internal sealed record ChangeView(VideoAnnotationView? Before, VideoAnnotationView After);

    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, IAnnotationStore annotations)
    {
        var annotation = call.Query.GetText("annotation_id") is { } id ? Identifiers.Check("annotation_id", id) : null;
        var video = call.Query.GetText("video_id") is { } videoId ? Identifiers.Check("video_id", videoId) : null;
        var before = call.Query.GetInteger("before_revision");
        var limit = call.Query.GetInteger("limit", 50, 1, 200);
        var set = await GetLabelSet.FindAsync(call, sets);
        var edits = await annotations.ListEditsAsync(
            call.TenantId,
            set.Id,
            new AnnotationEditFilter(annotation, video),
            before,
            limit,
            call.Cancellation
        );
        return TypedResults.Json(
            new View([
                .. edits.Select(e => new EditView(
                    e.Revision,
                    e.Action,
                    e.Reviewer,
                    e.Undoes,
                    e.At,
                    [
                        .. e.Changes.Select(c => new ChangeView(
                            c.Before is null ? null : VideoAnnotationView.From(c.Before),
                            VideoAnnotationView.From(c.After)
                        )),
                    ]
                )),
            ]),
            LabelsWireJson.Default.ListAnnotationEditsView
        );
    }
}
