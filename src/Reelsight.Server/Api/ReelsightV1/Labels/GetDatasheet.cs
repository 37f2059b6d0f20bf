using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/datasheet → 200 with what the data set holds: counts and lengths a label, states, sources,
/// reviewers and their agreement, models and versions. It takes what an export takes, and is a preview of one then; without any of it, it
/// is about everything in every state.
/// </summary>
internal static class GetDatasheet
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, DatasetExporter datasets)
    {
        var format = ExportRequestRules.CheckFormat(call.Query.GetText("format"));
        var request = ExportRequestRules.Read(
            call.Query,
            [AnnotationRecord.Proposed, AnnotationRecord.Accepted, AnnotationRecord.Rejected]
        );
        var set = await GetLabelSet.FindAsync(call, sets);
        var data = await datasets.BuildAsync(set, request, call.Cancellation);
        return TypedResults.Json(Datasheet.Create(data, ExportFormats.Get(format)), LabelsWireJson.Default.Datasheet);
    }
}
