using Reelsight.Labels.Review;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Tests.Review;

public sealed class TeachingValueTests
{
    [Fact]
    public void The_queue_asks_first_for_one_of_each_video_and_for_videos_without_an_example()
    {
        var queue = ReviewQueue.Build([
            Make("known", "a", AnnotationRecord.Accepted, null),
            Make("a1", "a", AnnotationRecord.Proposed, 0.5),
            Make("b1", "b", AnnotationRecord.Proposed, 0.95),
            Make("b2", "b", AnnotationRecord.Proposed, 0.8),
            Make("c1", "c", AnnotationRecord.Proposed, 0.9),
        ]);

        var taught = queue.Select(i => (i.Annotation.Id, Reason: i.Reasons.FirstOrDefault(r => r.Kind == "teaches"))).ToList();
        Assert.Equal(["b2", "c1", "a1", "b1"], taught.OrderByDescending(t => t.Reason!.Weight).Select(t => t.Id));
        Assert.Equal("The label has no example from this video yet.", taught.Single(t => t.Id == "c1").Reason!.Text);
    }

    [Fact]
    public void A_label_without_examples_or_with_enough_of_them_does_not_ask_to_be_taught()
    {
        var none = ReviewQueue.Build([Make("p", "a", AnnotationRecord.Proposed, 0.5)]);
        var enough = ReviewQueue.Build([
            .. Enumerable.Range(0, 20).Select(i => Make($"e{i}", $"v{i % 5}", AnnotationRecord.Accepted, null)),
            Make("p", "new", AnnotationRecord.Proposed, 0.5),
        ]);

        Assert.DoesNotContain(none.Concat(enough).SelectMany(i => i.Reasons), r => r.Kind == "teaches");
    }

    private static AnnotationRecord Make(string id, string video, string state, double? confidence) =>
        new()
        {
            Id = id,
            TenantId = "t",
            LabelSetId = "set",
            VideoId = video,
            LabelId = "l1",
            StartFrame = 0,
            EndFrame = 25,
            StartPts = 0,
            EndPts = 25,
            StartSec = 0,
            EndSec = 1,
            State = state,
            Reviewer = null,
            Source = AnnotationRecord.FromModel,
            Confidence = confidence,
            CreatedAt = LabelSamples.Now,
            UpdatedAt = LabelSamples.Now,
        };
}
