using Reelsight.Core;
using Reelsight.Search.Ranking;

namespace Reelsight.Search.Tests.Ranking;

/// <summary>Moments of a taught label among what is found without it.</summary>
public sealed class TaughtMomentMergerTests
{
    [Fact]
    public void A_moment_that_both_find_is_given_once_with_the_edges_of_the_examples_and_the_reasons_of_both()
    {
        var merged = Merge([Create(0, 10, 40, Confidence.Low), Create(20, 30, 70, Confidence.Medium)], [Create(1, 9, 80, Confidence.High)]);
        Assert.Equal([(1, 9, 80), (20, 30, 70)], merged.Moments.Select(m => (m.StartSec, m.EndSec, m.Score)));
        Assert.Equal(2, merged.Moments[0].Reasons.Count);
        Assert.Equal(Confidence.High, merged.Moments[0].Confidence);
    }

    [Fact]
    public void What_looks_closest_is_not_offered_beside_a_sure_moment_nor_twice_beside_an_unsure_one()
    {
        ClosestClip[] closest = [new("a", "hash", 0, 6, null), new("a", "hash", 6, 12, null)];
        Assert.Empty(Merge([], [Create(20, 30, 90, Confidence.High)], closest).VisuallyClosest);
        Assert.Equal([closest[1]], Merge([], [Create(2, 5, 30, Confidence.Low)], closest).VisuallyClosest);
        Assert.Equal(closest, Merge([], [], closest).VisuallyClosest);
    }

    private static SearchResult Merge(Moment[] found, Moment[] taught, ClosestClip[]? closest = null)
    {
        var query = new SearchQuery
        {
            TenantId = "tenant",
            IndexId = "index",
            Text = "forklift",
            Modalities = Modalities.Visual,
        };
        var reading = new QueryReading([], ["forklift"], "Nothing was found.");
        return TaughtMomentMerger.Merge(query, new SearchResult(found, 1, 30, reading, closest ?? []), taught);
    }

    private static Moment Create(double startSec, double endSec, double score, Confidence confidence) =>
        new()
        {
            VideoId = "a",
            ContentHash = "hash",
            StartSec = startSec,
            EndSec = endSec,
            Score = score,
            Confidence = confidence,
            Reasons = [new Reason(ReasonKind.Object, "forklift", "truck", "same word", startSec, endSec)],
        };
}
