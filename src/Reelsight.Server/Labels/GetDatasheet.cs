using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http;
using Reelsight.Storage;

namespace Reelsight.Server.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/datasheet → 200 with what the data set holds: counts and lengths a label, states, sources, reviewers and their agreement, models and versions.
/// </summary>
internal static class GetDatasheet
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, Datasets datasets)
    {
        var set = await GetLabelSet.FindAsync(call, sets).ConfigureAwait(false);
        var request = new ExportRequest { States = [AnnotationRecord.Proposed, AnnotationRecord.Accepted, AnnotationRecord.Rejected] };
        var data = await datasets.ReadAsync(set, request, call.Cancelled).ConfigureAwait(false);
        return TypedResults.Text(Datasheet.File(data).Text, "application/json");
    }
}
