using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Review;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/review-queue → 200 with what to look at next, most urgent first, and why: proposals that
/// teach a label most, proposals by how unsure the model is, annotations that another reviewer does not have so, and those whose length
/// is far from what is usual for their
/// label. Of some videos or labels when asked.
/// </summary>
internal static class ListReviewItems
{
    /// <summary>The next annotations to review, and how many there are in all.</summary>
    internal sealed record View(IReadOnlyList<QueuedAnnotationView> Data, int Total);

    /// <summary>An annotation to look at; the weight (0-1) of its strongest reason puts it in order.</summary>
    internal sealed record QueuedAnnotationView(VideoAnnotationView Annotation, double Weight, IReadOnlyList<ReviewReasonView> Reasons);

    /// <summary>Why to look.</summary>
    internal sealed record ReviewReasonView(
        [OneOf("teaches", "uncertain", "disagreement", "outlier")] string Kind,
        double Weight,
        string Text
    );

    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, IAnnotationStore annotations)
    {
        var limit = call.Query.GetInteger("limit", 100, 1, 1000);
        var filter = ListAnnotations.ReadFilter(call.Query);
        var set = await GetLabelSet.FindAsync(call, sets);
        var wanted = (await annotations.ListAllAsync(call.TenantId, set.Id, filter, call.Cancellation)).Select(a => a.Id).ToHashSet();
        // Compared with everything, whatever is asked for.
        var queue = ReviewQueue
            .Build(await annotations.ListAllAsync(call.TenantId, set.Id, new AnnotationFilter(), call.Cancellation))
            .Where(i => wanted.Contains(i.Annotation.Id))
            .ToList();
        return TypedResults.Json(
            new View(
                [
                    .. queue
                        .Take(limit)
                        .Select(i => new QueuedAnnotationView(
                            VideoAnnotationView.From(i.Annotation),
                            i.Weight,
                            [.. i.Reasons.Select(r => new ReviewReasonView(r.Kind, r.Weight, r.Text))]
                        )),
                ],
                queue.Count
            ),
            LabelsWireJson.Default.ReviewQueueView
        );
    }
}
