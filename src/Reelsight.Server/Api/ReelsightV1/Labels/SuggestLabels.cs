using Microsoft.AspNetCore.Http;
using Reelsight.Core.Descriptions;
using Reelsight.Labels.Taxonomy;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/suggestions → 200 with labels that the footage of the index suggests and the set does not
/// have yet: what is seen in most videos first, with how often, how long, and the surest moments as examples.
/// </summary>
internal static class SuggestLabels
{
    /// <summary>Suggested labels, best first.</summary>
    internal sealed record View(IReadOnlyList<SuggestionView> Data);

    /// <summary>
    /// A suggested label: tracked objects, or intervals whose frames as a whole look so, videos, seconds in view, and the median of the
    /// model's confidences.
    /// </summary>
    internal sealed record SuggestionView(
        [OneOf("object", "scene")] string Kind,
        string Name,
        int Count,
        int Videos,
        double Seconds,
        double? Confidence,
        IReadOnlyList<LabelExampleView> Examples
    );

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<LabelSetRecord> sets,
        IVideoStore videos,
        IDescriptionStore described
    )
    {
        var limit = call.Query.GetInteger("limit", 20, 1, 100);
        var set = await GetLabelSet.FindAsync(call, sets);
        var known = new List<(string, MediaDescription)>();
        foreach (var video in await videos.ListAllAsync(call.TenantId, set.IndexId, new VideoFilter(), call.Cancellation))
        {
            if (
                video is { Status: VideoStatus.Ready, ContentHash: { } hash }
                && await described.FindAsync(call.TenantId, hash, call.Cancellation) is { } found
            )
            {
                known.Add((video.Id, found));
            }
        }

        return TypedResults.Json(
            new View([
                .. LabelSuggester
                    .Suggest(known, set.Labels, limit)
                    .Select(s => new SuggestionView(
                        s.Kind,
                        s.Name,
                        s.Count,
                        s.Videos,
                        s.Seconds,
                        s.Confidence,
                        [.. s.Examples.Select(e => new LabelExampleView(e.VideoId, e.StartSec, e.EndSec))]
                    )),
            ]),
            LabelsWireJson.Default.LabelSuggestionsView
        );
    }
}
