using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Teaching;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/labels/{label_id}/taught/file → 200 with what a label has learned as a file that another
/// server with the same models takes in. A label that has learned nothing yet has none (409 label_not_taught).
/// </summary>
internal static class GetTaughtLabelFile
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, LabelTeacher teacher)
    {
        var (set, label) = await GetTaughtLabel.FindAsync(call, sets);
        var record = await teacher.TrainAsync(set, label, call.Cancellation);
        if (record?.Weights is not { } weights)
        {
            throw Fail.Conflict(
                ErrorCodes.LabelNotTaught,
                $"The label \"{label.Name}\" has learned nothing yet. "
                    + (record?.Describe() ?? "It has no examples yet: mark a moment that shows it.")
            );
        }

        call.Http.Response.Headers.ContentDisposition = "attachment; filename=\"taught-label.json\"";
        return TypedResults.Json(TaughtLabelFile.From(label, record, weights), LabelsWireJson.Default.TaughtLabelFile);
    }
}
