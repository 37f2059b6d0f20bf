using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/datasheet → 200 with what the data set holds: counts and lengths a label, states, sources,
/// reviewers and their agreement, models and versions. It takes what an export takes, and is a preview of one then; without any of it, it
/// is about everything in every state.
/// </summary>
internal static class GetDatasheet
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, Datasets datasets)
    {
        var format = ExportRules.Format(call.Query.Text("format"));
        var request = ExportRules.Read(call.Query, [AnnotationRecord.Proposed, AnnotationRecord.Accepted, AnnotationRecord.Rejected]);
        var set = await GetLabelSet.FindAsync(call, sets);
        var data = await datasets.ReadAsync(set, request, call.Cancelled);
        return TypedResults.Json(Datasheet.Of(data, ExportFormats.Of(format)), WireJson.Default.Datasheet);
    }
}
