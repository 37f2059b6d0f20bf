using Reelsight.Search.Ranking;

namespace Reelsight.Search.Tests.Ranking;

/// <summary>What the table of probabilities promises, whatever numbers it was made with.</summary>
public sealed class ScoreCalibrationTests
{
    private static readonly double[] _shares = [0, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1];

    [Fact]
    public void Stronger_evidence_is_likelier_right()
    {
        Rises(share => EvidenceWeights.ForDetectorScore((float)share));
        Rises(share => EvidenceWeights.ForName((float)share));
        Rises(share => EvidenceWeights.ForDescription(2.8 + 3 * share, clips: 500));
        foreach (var space in new SearchOptions().TextSpaces)
        {
            Rises(share => EvidenceWeights.ForSemanticSimilarity(space.Name, space.Threshold + ((1 - space.Threshold) * share)));
        }
    }

    [Fact]
    public void The_more_clips_may_fit_by_chance_the_less_a_fit_says()
    {
        Assert.True(EvidenceWeights.ForDescription(3.5, clips: 1000) < EvidenceWeights.ForDescription(3.5, clips: 200));
        Assert.True(EvidenceWeights.ForDescription(3.5, clips: 200) < EvidenceWeights.ForDescription(3.5, clips: 10));
        Assert.True(EvidenceWeights.ForDescription(3.5, clips: 1_000_000) > 0.01);
    }

    [Fact]
    public void A_description_that_fits_is_never_likelier_right_than_not_by_itself() =>
        Assert.InRange(EvidenceWeights.ForDescription(9, clips: 1), 0.3, 0.5);

    private static void Rises(Func<double, float> weight)
    {
        var all = Array.ConvertAll(_shares, share => weight(share));
        Assert.Equal(all.Order(), all);
        Assert.All(all, one => Assert.InRange(one, 0, 1));
        Assert.True(all[0] < all[^1]);
    }
}
