using Reelsight.Labels.Agreement;
using Reelsight.Labels.Review;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Tests.Agreement;

/// <summary>Agreement as published examples have it, and the queue that follows from it.</summary>
public sealed class AnnotatorAgreementTests
{
    /// <summary>
    /// The worked examples of "Computing Krippendorff's Alpha-Reliability" (Krippendorff 2011): binary, nominal, and nominal with missing
    /// values of four observers.
    /// </summary>
    [Theory]
    [InlineData(0.095, "0100000010", "1110010000")]
    [InlineData(0.692, "aabbdcccedda", "babbbccceddd")]
    [InlineData(0.743, "123321412...", "1233224125.3", ".33323422 51.", "123324412 51.")]
    public void Alpha_is_the_one_that_was_published(double published, params string[] observers)
    {
        var rows = observers.Select(o => o.Replace(" ", "", StringComparison.Ordinal)).ToList();
        var units = Enumerable.Range(0, rows[0].Length).Select(i => new RatedUnit([.. rows.Select(r => r[i] == '.' ? null : $"{r[i]}")]));
        Assert.Equal(published, KrippendorffAlpha.Compute(units)!.Value, 0.0006);
    }

    [Fact]
    public void A_stretch_of_many_frames_weighs_as_much_as_its_frames_one_by_one()
    {
        RatedUnit[] stretches = [new(["a", "a"], 10), new(["a", "b"], 3), new(["b", "b"], 7)];
        Assert.Equal(
            KrippendorffAlpha.Compute(stretches.SelectMany(s => Enumerable.Repeat(s with { Weight = 1 }, (int)s.Weight)))!.Value,
            KrippendorffAlpha.Compute(stretches)!.Value,
            12
        );
    }

    [Fact]
    public void Where_chance_cannot_be_told_from_agreement_there_is_no_alpha() =>
        Assert.Null(KrippendorffAlpha.Compute([new RatedUnit(["a", "a"], 100)]));

    [Fact]
    public void F1_pairs_each_annotation_once_and_falls_with_the_overlap_asked_for()
    {
        AnnotationRecord[] a = [At(0, 100, "ada"), At(200, 300, "ada")],
            b = [At(0, 80, "bob"), At(10, 100, "bob"), At(205, 300, "bob")];
        Assert.Equal(4d / 5, AnnotatorAgreement.F1(a, b, 0.5));
        Assert.Equal(2d * 2 / 5, AnnotatorAgreement.F1(a, b, 0.9));
        Assert.Null(AnnotatorAgreement.F1([], [], 0.5));
        var figures = AnnotatorAgreement.Compute(a, a, new Dictionary<string, long> { ["v"] = 400 })[0];
        Assert.Equal(1, figures.Alpha);
        Assert.All(figures.F1, f => Assert.Equal(1, f));
    }

    [Fact]
    public void The_queue_begins_with_what_is_least_certain_and_says_why()
    {
        var unsure = At(0, 10, null, AnnotationRecord.Proposed) with { Confidence = 0.5 };
        var sure = At(20, 30, null, AnnotationRecord.Proposed) with { Confidence = 0.95 };
        var disputed = At(100, 110, "ada");
        var queue = ReviewQueue.Build([sure, disputed, unsure, At(300, 310, "bob"), At(100, 104, "bob")]);
        Assert.Equal([unsure.Id, sure.Id], queue.Where(i => i.Reasons[0].Kind == "uncertain").Select(i => i.Annotation.Id));
        Assert.Contains(queue, i => i.Annotation.Id == disputed.Id && i.Reasons.Any(r => r.Kind == "disagreement"));
        Assert.Equal(queue.OrderByDescending(i => i.Weight).Select(i => i.Weight), queue.Select(i => i.Weight));
    }

    [Fact]
    public void A_length_far_from_the_usual_is_an_outlier()
    {
        var usual = Enumerable.Range(0, 20).Select(i => At(100 * i, 100 * i + 50 + i % 5, "ada")).ToList();
        var odd = At(5000, 9000, "ada");
        var item = Assert.Single(ReviewQueue.Build([.. usual, odd]));
        Assert.Equal((odd.Id, "outlier"), (item.Annotation.Id, item.Reasons[0].Kind));
    }

    private static int _next;

    private static AnnotationRecord At(long start, long end, string? reviewer, string state = AnnotationRecord.Accepted) =>
        new()
        {
            Id = $"a{_next++}",
            TenantId = "t",
            LabelSetId = "s",
            VideoId = "v",
            LabelId = "l",
            StartFrame = start,
            EndFrame = end,
            StartPts = start,
            EndPts = end,
            StartSec = start / 25d,
            EndSec = end / 25d,
            State = state,
            Reviewer = reviewer,
            Source = AnnotationRecord.FromPerson,
            CreatedAt = LabelSamples.Now,
            UpdatedAt = LabelSamples.Now,
        };
}
