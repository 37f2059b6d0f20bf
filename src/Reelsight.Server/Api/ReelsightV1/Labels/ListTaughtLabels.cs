using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Teaching;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/taught → 200 with what each label of the set has learned, in the order of the labels and
/// without their examples. Where examples, their videos or the visual space have changed since, training is queued.
/// </summary>
internal static class ListTaughtLabels
{
    /// <summary>What the labels of a set have learned.</summary>
    internal sealed record View(IReadOnlyList<TaughtLabelView> Data);

    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, LabelTeacher teacher)
    {
        var set = await GetLabelSet.FindAsync(call, sets);
        var views = new List<TaughtLabelView>();
        foreach (var label in set.Labels)
        {
            var record = await teacher.FindAsync(set, label.Id, call.Cancellation);
            var outdated = await teacher.IsOutdatedAsync(set, label, record, call.Cancellation);
            if (outdated)
            {
                await teacher.QueueAsync(set, [label.Id], call.Cancellation);
            }

            views.Add(TaughtLabelView.From(set, label, record, [], outdated || record is { State: LabelJobStates.Queued }));
        }

        return TypedResults.Json(new View(views), LabelsWireJson.Default.TaughtLabelsView);
    }
}
