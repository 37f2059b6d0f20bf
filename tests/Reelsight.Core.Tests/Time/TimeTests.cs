using Reelsight.Core.Time;

namespace Reelsight.Core.Tests.Time;

public sealed class TimeTests
{
    [Fact]
    public void The_same_instant_in_two_time_bases_is_equal_and_has_one_hash()
    {
        var a = new MediaTime(1, new Rational(1, 30));
        var b = new MediaTime(3000, new Rational(1, 90_000));
        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.True(new MediaTime(3001, new Rational(1, 90_000)) > a);
    }

    [Fact]
    public void Comparison_is_exact_where_doubles_are_not()
    {
        var unit = new Rational(1001, 30_000);
        var late = new MediaTime(9_007_199_254_740_993, unit);
        Assert.True(late > new MediaTime(9_007_199_254_740_992, unit));
    }

    [Theory]
    [InlineData(5, MidpointRounding.AwayFromZero, 3)]
    [InlineData(-5, MidpointRounding.AwayFromZero, -3)]
    [InlineData(5, MidpointRounding.ToEven, 2)]
    [InlineData(5, MidpointRounding.ToNegativeInfinity, 2)]
    [InlineData(-5, MidpointRounding.ToNegativeInfinity, -3)]
    [InlineData(-5, MidpointRounding.ToZero, -2)]
    [InlineData(5, MidpointRounding.ToPositiveInfinity, 3)]
    public void Rescaling_rounds_as_told(long pts, MidpointRounding rounding, long expected) =>
        Assert.Equal(expected, new MediaTime(pts, new Rational(1, 2)).Rescale(new Rational(1, 1), rounding).Pts);

    [Fact]
    public void Seconds_since_an_origin_are_subtracted_before_rounding() =>
        Assert.Equal(1.0 / 30, new MediaTime(30_000_001, new Rational(1, 30)).SecondsSince(new MediaTime(1_000_000, new Rational(1, 1))));

    [Fact]
    public void Ranges_are_half_open()
    {
        var first = new TimeRange(0, 2);
        var second = new TimeRange(2, 4);
        Assert.True(first.Contains(0));
        Assert.False(first.Contains(2));
        Assert.True(second.Contains(2));
        Assert.False(first.Overlaps(second));
        Assert.Null(first.Intersect(second));
        Assert.Equal(new TimeRange(0, 4), first.Union(second));
    }

    [Fact]
    public void Overlap_over_union_is_one_for_equal_and_zero_for_apart_or_empty_ranges()
    {
        var range = new TimeRange(1, 3);
        Assert.Equal(1, range.IoU(range));
        Assert.Equal(1.0 / 3, range.IoU(new TimeRange(2, 4)), 12);
        Assert.Equal(0, range.IoU(new TimeRange(5, 6)));
        Assert.Equal(0, new TimeRange(1, 1).IoU(new TimeRange(1, 1)));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    public void A_range_that_is_none_is_refused(double start, double end) =>
        Assert.Throws<ArgumentException>(() => new TimeRange(start, end));
}
