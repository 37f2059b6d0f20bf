using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Labels.Taxonomy;
using Reelsight.Labels.Teaching;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/labels/{label_id}/taught → 200 with what a label (by id or name) has learned. Where its
/// examples, their videos or the visual space have changed since, training is queued, and <c>training</c> says so.
/// </summary>
internal static class GetTaughtLabel
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<LabelSetRecord> sets,
        IAnnotationStore annotations,
        LabelTeacher teacher
    )
    {
        var (set, label) = await FindAsync(call, sets);
        return await AnswerAsync(call, set, label, annotations, teacher);
    }

    /// <summary>The label an operation is about, and its set.</summary>
    /// <exception cref="ApiException">404: the account has no such set, or the set no such label.</exception>
    internal static async Task<(LabelSetRecord Set, LabelRecord Label)> FindAsync(Call call, IResourceStore<LabelSetRecord> sets)
    {
        var set = await GetLabelSet.FindAsync(call, sets);
        var wanted = (string?)call.Http.GetRouteValue("label_id") ?? "";
        return (set, TaxonomyRules.Find(set.Labels, wanted) ?? throw Fail.NotFound("label", wanted));
    }

    /// <summary>What the label has learned so far.</summary>
    internal static async Task<IResult> AnswerAsync(
        Call call,
        LabelSetRecord set,
        LabelRecord label,
        IAnnotationStore annotations,
        LabelTeacher teacher
    )
    {
        var record = await teacher.FindAsync(set, label.Id, call.Cancellation);
        var outdated = await teacher.IsOutdatedAsync(set, label, record, call.Cancellation);
        if (outdated)
        {
            await teacher.QueueAsync(set, [label.Id], call.Cancellation);
        }

        return TypedResults.Json(
            TaughtLabelView.From(
                set,
                label,
                record,
                await TeachingExamples.ListAsync(annotations, set, label, call.Cancellation),
                outdated || record is { State: LabelJobStates.Queued }
            ),
            LabelsWireJson.Default.TaughtLabelView
        );
    }
}
