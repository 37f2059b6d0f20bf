using System.Globalization;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/annotations → 200 with annotations by video and start. With <c>since_revision</c> only what
/// changed after that, deleted ones among them, in the order of change: a client that keeps a copy asks with the <c>revision</c> of its
/// last answer. <c>next</c> is there while there is more; it goes into <c>after</c>.
/// </summary>
internal static class ListAnnotations
{
    private const int Most = 10_000,
        Usual = 1000;

    /// <summary>Some annotations, the revision of the whole set, and where to go on.</summary>
    internal sealed record View(IReadOnlyList<VideoAnnotationView> Data, long Revision, string? Next);

    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<LabelSetRecord> sets, IAnnotationStore annotations)
    {
        var limit = call.Query.Integer("limit", Usual, 1, Most);
        var filter = Read(call.Query) with { SinceRevision = call.Query.Integer("since_revision") };
        var after = call.Query.Text("after") is { } text ? Place(text) : null;
        var set = await GetLabelSet.FindAsync(call, sets);
        var list = await annotations.ListAsync(call.TenantId, set.Id, filter, after, limit, call.Cancelled);
        var next = list.Next is { } n ? string.Create(CultureInfo.InvariantCulture, $"{n.VideoId}.{n.At}.{n.Id}") : null;
        return TypedResults.Json(
            new View([.. list.Annotations.Select(VideoAnnotationView.Of)], list.Revision, next),
            WireJson.Default.ListAnnotationsView
        );
    }

    /// <summary>The filters that operations on annotations share.</summary>
    internal static AnnotationFilter Read(Fields query)
    {
        var (videos, labels) = (query.List("video_id"), query.List("label_id"));
        foreach (var video in videos)
        {
            Identifiers.Check("video_id", video);
        }

        foreach (var label in labels)
        {
            Identifiers.Check("label_id", label);
        }

        var states = query.Choices("state", AnnotationRecord.Proposed, AnnotationRecord.Accepted, AnnotationRecord.Rejected);
        var sources = query.Choices("source", AnnotationRecord.FromPerson, AnnotationRecord.FromModel, AnnotationRecord.FromImport);
        return new AnnotationFilter
        {
            VideoIds = videos.Count == 0 ? null : videos,
            LabelIds = labels.Count == 0 ? null : labels,
            States = states.Count == 0 ? null : states,
            Sources = sources.Count == 0 ? null : sources,
            Reviewer = query.Text("reviewer"),
            Track = query.Integer("track"),
            FromFrame = query.Integer("from_frame"),
            ToFrame = query.Integer("to_frame"),
        };
    }

    private static AnnotationPlace Place(string text) =>
        text.Split('.') is [var video, var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new AnnotationPlace(video, number, id)
            : throw Fail.Invalid("The parameter after must be the next of an earlier answer.");
}
