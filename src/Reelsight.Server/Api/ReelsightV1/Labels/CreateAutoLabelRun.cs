using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Labels.AutoLabeling;
using Reelsight.Labels.Taxonomy;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// POST /reelsight/v1/label-sets/{label_set_id}/auto-labels → 202 with the run, which proposes annotations in the background: every label
/// (or <c>label_ids</c>) over every ready video of the index (or <c>video_ids</c>). It looks for a label's description, or its name.
/// Untouched proposals of earlier runs are replaced; what somebody judged or changed stays, and is not proposed again. With a
/// <c>reviewer</c> the proposals are that person's alone, so that two can judge without seeing each other.
/// </summary>
internal static class CreateAutoLabelRun
{
    private const int MaxVideos = 10_000;

    internal sealed record Body(
        IReadOnlyList<string>? LabelIds,
        IReadOnlyList<string>? VideoIds,
        string? Reviewer,
        double? MinConfidence,
        int? Track
    );

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<LabelSetRecord> sets,
        IResourceStore<AutoLabelRunRecord> runs,
        IVideoStore videos,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var set = await GetLabelSet.FindAsync(call, sets);
        var body = await call.ReadJsonAsync(LabelsWireJson.Default.CreateAutoLabelRunBody);
        if (body.MinConfidence is < 0 or > 1)
        {
            throw Fail.Invalid("The parameter min_confidence must be a number from 0 to 1.");
        }

        if (body.Track is < 0 or > 99)
        {
            throw Fail.Invalid("The parameter track must be a whole number from 0 to 99.");
        }

        var labels = body.LabelIds is { Count: > 0 } asked
            ? asked.Select(l => TaxonomyRules.Find(set.Labels, l)?.Id ?? throw Fail.NotFound("label", l)).Distinct().ToList()
            : [.. set.Labels.Select(l => l.Id)];
        if (labels.Count == 0)
        {
            throw Fail.Invalid("The parameter label_ids is empty, and so is the label set. Add labels first.");
        }

        var all = (await videos.ListAllAsync(call.TenantId, set.IndexId, new VideoFilter(), call.Cancellation))
            .Where(v => v.Status == VideoStatus.Ready)
            .ToDictionary(v => v.Id);
        foreach (var id in body.VideoIds ?? [])
        {
            if (!all.ContainsKey(Identifiers.Check("video_ids", id)))
            {
                throw Fail.NotFound("ready video", id);
            }
        }

        var wanted = (body.VideoIds is { Count: > 0 } named ? named.Distinct() : all.Keys.Order(StringComparer.Ordinal)).ToList();
        if (wanted.Count is 0 or > MaxVideos)
        {
            throw Fail.Invalid($"The parameter video_ids must lead to 1 to {MaxVideos} ready videos; it leads to {wanted.Count}.");
        }

        var now = clock.GetUtcNow();
        var run = new AutoLabelRunRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            LabelSetId = set.Id,
            LabelSetVersion = set.Version,
            LabelIds = labels,
            VideoIds = wanted,
            Reviewer = ReviewerName.FindOptional(call, body.Reviewer),
            MinConfidence = body.MinConfidence ?? 0,
            Track = body.Track ?? 0,
            FootageSec = wanted.Sum(id => all[id].DurationSec),
            State = LabelJobStates.Queued,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await runs.AddAsync([run], [new JobRequest(call.TenantId, AutoLabelHandler.JobKind, run.Id)], call.Cancellation);
        return TypedResults.Json(
            AutoLabelRunView.From(run, await AutoLabelTiming.EstimateAsync(runs, call.TenantId, call.Cancellation)),
            LabelsWireJson.Default.AutoLabelRunView,
            statusCode: StatusCodes.Status202Accepted
        );
    }
}
