using Microsoft.AspNetCore.Http;
using Reelsight.Labels.Agreement;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// GET /reelsight/v1/label-sets/{label_set_id}/agreement → 200 with how far every two reviewers (of those named, when some are) agree in
/// what they accepted, on the videos that both have judged: Krippendorff's alpha (nominal, one unit a frame) and F1 at several overlaps,
/// for all labels together and for each. A figure that cannot be computed is absent.
/// </summary>
internal static class GetAgreement
{
    /// <summary>Every two reviewers who have judged a video both.</summary>
    internal sealed record View(IReadOnlyList<PairView> Data);

    /// <summary>The agreement of two reviewers.</summary>
    internal sealed record PairView(
        string ReviewerA,
        string ReviewerB,
        IReadOnlyList<string> VideoIds,
        FiguresView Overall,
        IReadOnlyList<FiguresView> Labels
    );

    /// <summary>Figures of one label; without a <c>label_id</c>, of all together.</summary>
    internal sealed record FiguresView(string? LabelId, double? KrippendorffAlpha, IReadOnlyList<F1View> F1, int CountA, int CountB)
    {
        internal static FiguresView From(AgreementScores f) =>
            new(f.LabelId, f.Alpha, [.. AnnotatorAgreement.Thresholds.Zip(f.F1, (iou, f1) => new F1View(iou, f1))], f.CountA, f.CountB);
    }

    /// <summary>F1 where two annotations count as the same from this intersection over union on.</summary>
    internal sealed record F1View(double Iou, double? F1);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<LabelSetRecord> sets,
        IAnnotationStore annotations,
        VideoFrameMapReader videos
    )
    {
        var asked = call.Query.GetList("reviewer");
        var set = await GetLabelSet.FindAsync(call, sets);
        var judged = (
            await annotations.ListAllAsync(
                call.TenantId,
                set.Id,
                new AnnotationFilter { States = [AnnotationRecord.Accepted] },
                call.Cancellation
            )
        )
            .Where(a => a.Reviewer is not null && (asked.Count == 0 || asked.Contains(a.Reviewer)))
            .GroupBy(a => a.Reviewer!)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, All: g.ToList()))
            .ToList();
        var pairs = new List<PairView>();
        for (var i = 0; i < judged.Count; i++)
        {
            for (var j = i + 1; j < judged.Count; j++)
            {
                var frames = new Dictionary<string, long>();
                foreach (var id in judged[i].All.Select(x => x.VideoId).Intersect(judged[j].All.Select(x => x.VideoId)))
                {
                    frames[id] = (await videos.FindAsync(call.TenantId, set.IndexId, id, call.Cancellation)).Map.Count;
                }

                if (frames.Count == 0)
                {
                    continue;
                }

                var figures = AnnotatorAgreement.Compute(judged[i].All, judged[j].All, frames);
                pairs.Add(
                    new PairView(
                        judged[i].Key,
                        judged[j].Key,
                        [.. frames.Keys.Order(StringComparer.Ordinal)],
                        FiguresView.From(figures[0]),
                        [.. figures.Skip(1).Select(FiguresView.From)]
                    )
                );
            }
        }

        return TypedResults.Json(new View(pairs), LabelsWireJson.Default.AgreementView);
    }
}
