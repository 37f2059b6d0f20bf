using Reelsight.Search.Ranking;

namespace Reelsight.Search.Tests;

/// <summary>What the table of probabilities promises, whatever numbers it was made with.</summary>
public sealed class CalibrationTests
{
    private static readonly double[] _shares = [0, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1];

    [Fact]
    public void Stronger_evidence_is_likelier_right()
    {
        Rises(share => Strengths.OfScore((float)share));
        Rises(share => Strengths.OfName((float)share));
        Rises(share => Strengths.OfDescription(2.8 + 3 * share, clips: 500));
        Rises(share => Strengths.OfMeaning(0.55 + 0.45 * share));
    }

    [Fact]
    public void The_more_clips_may_fit_by_chance_the_less_a_fit_says()
    {
        Assert.True(Strengths.OfDescription(3.5, clips: 1000) < Strengths.OfDescription(3.5, clips: 200));
        Assert.True(Strengths.OfDescription(3.5, clips: 200) < Strengths.OfDescription(3.5, clips: 10));
        Assert.True(Strengths.OfDescription(3.5, clips: 1_000_000) > 0.01);
    }

    [Fact]
    public void A_description_that_fits_is_never_likelier_right_than_not_by_itself() =>
        Assert.InRange(Strengths.OfDescription(9, clips: 1), 0.3, 0.5);

    private static void Rises(Func<double, float> strength)
    {
        var all = Array.ConvertAll(_shares, share => strength(share));
        Assert.Equal(all.Order(), all);
        Assert.All(all, one => Assert.InRange(one, 0, 1));
        Assert.True(all[0] < all[^1]);
    }
}
