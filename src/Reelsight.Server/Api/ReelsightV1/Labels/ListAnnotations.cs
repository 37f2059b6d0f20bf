using System.Globalization;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/annotations → 200 with annotations by video and start. With <c>since_revision</c> only what
/// changed after that, deleted ones among them, in the order of change: a client that keeps a copy asks with the <c>revision</c> of its
/// last answer. <c>next</c> is there while there is more; it goes into <c>after</c>.
/// </summary>
internal static class ListAnnotations
{
    private const int MaxLimit = 10_000,
        DefaultLimit = 1000;

    /// <summary>Some annotations, the revision of the whole set, and where to go on.</summary>
    internal sealed record View(IReadOnlyList<VideoAnnotationView> Data, long Revision, string? Next);

    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, IAnnotationStore annotations)
    {
        var limit = call.Query.GetInteger("limit", DefaultLimit, 1, MaxLimit);
        var filter = ReadFilter(call.Query) with { SinceRevision = call.Query.GetInteger("since_revision") };
        var after = call.Query.GetText("after") is { } text ? ReadCursor(text) : null;
        var set = await GetLabelSet.FindAsync(call, sets);
        var list = await annotations.ListAsync(call.TenantId, set.Id, filter, after, limit, call.Cancellation);
        var next = list.Next is { } n ? string.Create(CultureInfo.InvariantCulture, $"{n.VideoId}.{n.Position}.{n.Id}") : null;
        return TypedResults.Json(
            new View([.. list.Annotations.Select(VideoAnnotationView.From)], list.Revision, next),
            LabelsWireJson.Default.ListAnnotationsView
        );
    }

    /// <summary>The filters that operations on annotations share.</summary>
    internal static AnnotationFilter ReadFilter(RequestFields query)
    {
        var (videos, labels) = (query.GetList("video_id"), query.GetList("label_id"));
        foreach (var video in videos)
        {
            Identifiers.Check("video_id", video);
        }

        foreach (var label in labels)
        {
            Identifiers.Check("label_id", label);
        }

        var states = query.GetChoices("state", AnnotationRecord.Proposed, AnnotationRecord.Accepted, AnnotationRecord.Rejected);
        var sources = query.GetChoices("source", AnnotationRecord.FromPerson, AnnotationRecord.FromModel, AnnotationRecord.FromImport);
        return new AnnotationFilter
        {
            VideoIds = videos.Count == 0 ? null : videos,
            LabelIds = labels.Count == 0 ? null : labels,
            States = states.Count == 0 ? null : states,
            Sources = sources.Count == 0 ? null : sources,
            Reviewer = query.GetText("reviewer"),
            Track = query.GetInteger("track"),
            FromFrame = query.GetInteger("from_frame"),
            ToFrame = query.GetInteger("to_frame"),
        };
    }

    private static AnnotationCursor ReadCursor(string text) =>
        text.Split('.') is [var video, var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new AnnotationCursor(video, number, id)
            : throw Fail.Invalid("The parameter after must be the next of an earlier answer.");
}
