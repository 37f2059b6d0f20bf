using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// A data set that is written to an archive in the background; <c>url</c> is there when it is ready, needs no key, and is good for a day.
/// </summary>
internal sealed record ExportView(
    [property: JsonPropertyName("_id")] string Id,
    string LabelSetId,
    [OneOf("coco", "json", "csv", "cvat", "label-studio", "fiftyone", "yolo")] string Format,
    [OneOf("queued", "processing", "ready", "failed", "canceled")] string State,
    bool IncludeFrames,
    int FrameCount,
    long? SizeBytes,
    string? Url,
    double? Progress,
    FailureView? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    internal static ExportView From(ExportRecord e, Call call, SignedExportUrls urls, double? progress = null) =>
        new(
            e.Id,
            e.LabelSetId,
            e.Format,
            e.State,
            e.Request.Frames,
            e.Frames,
            e.SizeBytes,
            urls.TryGetUrl(call, e),
            progress,
            FailureView.From(e.Failure),
            e.CreatedAt,
            e.UpdatedAt
        );
}
