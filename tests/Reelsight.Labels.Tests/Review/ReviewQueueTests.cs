using Reelsight.Labels.Agreement;
using Reelsight.Labels.Review;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Tests.Review;

/// <summary>What two reviewers do not share is found, however many annotations lie around it.</summary>
public sealed class ReviewQueueTests
{
    [Fact]
    public void Each_is_compared_with_the_best_overlap_that_each_other_reviewer_of_the_video_has()
    {
        var random = new Random(3);
        var video = LabelSamples.Video(random, "v", boxes: false);
        string[] reviewers = ["ada", "bob", "cyd"];
        var all = video
            .Annotations.Concat(
                Enumerable.Range(0, 60).Select(i => LabelSamples.Annotation(random, video.Video, video.Map, $"more-{i}", false))
            )
            .Select(a => a with { State = AnnotationRecord.Accepted, Reviewer = reviewers[random.Next(3)] })
            .ToList();
        var told = ReviewQueue
            .Build(all)
            .ToDictionary(
                i => i.Annotation.Id,
                i => i.Reasons.Where(r => r.Kind == "disagreement").Select(r => (r.Weight, r.Text)).Order().ToList()
            );
        foreach (var a in all)
        {
            var expected = all.Where(b => b.Reviewer != a.Reviewer)
                .GroupBy(b => b.Reviewer!)
                .Select(g =>
                    (
                        Name: g.Key,
                        Best: g.Where(b => b.LabelId == a.LabelId).Select(b => AnnotatorAgreement.IoU(a, b)).DefaultIfEmpty(0).Max()
                    )
                )
                .Where(o => o.Best < 0.5)
                .Select(o => (Math.Round(1 - o.Best, 4), o.Best > 0 ? $"{o.Name} has other edges." : $"{o.Name} does not have it."))
                .Order()
                .ToList();
            Assert.Equal(expected, told.GetValueOrDefault(a.Id, []));
        }
    }
}
