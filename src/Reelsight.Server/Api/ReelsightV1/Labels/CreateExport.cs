using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Labels.Exchange;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// POST /reelsight/v1/label-sets/{label_set_id}/exports → 202 with the export, which is written in the background: an archive with the
/// files of the format, the datasheet, and with <c>include_frames</c> the images of the exact frames. It is kept for a week.
/// </summary>
internal static class CreateExport
{
    internal sealed record Body(
        string? Format,
        IReadOnlyList<string>? VideoIds,
        IReadOnlyList<string>? States,
        string? Reviewer,
        bool? IncludeFrames,
        double? FrameEverySec,
        IReadOnlyList<double>? Splits,
        int? Seed
    );

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<LabelSetRecord> sets,
        IResourceStore<ExportRecord> exports,
        SignedExportUrls urls,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var set = await GetLabelSet.FindAsync(call, sets);
        var body = await call.ReadJsonAsync(LabelsWireJson.Default.CreateExportBody);
        var (now, usual) = (clock.GetUtcNow(), new ExportRequest());
        var export = new ExportRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            LabelSetId = set.Id,
            Format = ExportRequestRules.CheckFormat(body.Format),
            Request = ExportRequestRules.Check(
                new ExportRequest
                {
                    VideoIds = body.VideoIds,
                    States = body.States ?? usual.States,
                    Reviewer = body.Reviewer,
                    Frames = body.IncludeFrames ?? false,
                    FrameEverySec = body.FrameEverySec ?? usual.FrameEverySec,
                    Splits = body.Splits ?? usual.Splits,
                    Seed = body.Seed ?? 0,
                }
            ),
            State = LabelJobStates.Queued,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await exports.AddAsync([export], [new JobRequest(call.TenantId, ExportHandler.JobKind, export.Id)], call.Cancellation);
        return TypedResults.Json(
            ExportView.From(export, call, urls),
            LabelsWireJson.Default.ExportView,
            statusCode: StatusCodes.Status202Accepted
        );
    }
}
