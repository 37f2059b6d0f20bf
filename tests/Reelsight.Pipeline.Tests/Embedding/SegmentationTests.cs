using Reelsight.Core.Descriptions;
using Reelsight.Core.Time;
using Reelsight.Pipeline.Embedding;
using Reelsight.Storage.Records;

namespace Reelsight.Pipeline.Tests.Embedding;

public sealed class SegmentationTests
{
    [Theory]
    [InlineData(6, 0, 18, "0-6 6-12 12-18")]
    [InlineData(6, 0, 20, "0-6 6-12 12-18 18-20")]
    [InlineData(6, 0, 19.5, "0-6 6-12 12-18")]
    [InlineData(6, 3, 14, "3-9 9-14")]
    [InlineData(2, 0, 5, "0-2 2-4")]
    [InlineData(10, 0, 7, "0-7")]
    [InlineData(6, 0, 1.5, "0-1.5")]
    [InlineData(1, 0, 2.5, "0-1 1-2")]
    public void Pieces_of_one_length_follow_each_other_and_a_rest_below_two_seconds_is_dropped(
        double length,
        double start,
        double end,
        string expected
    ) =>
        Assert.Equal(
            expected,
            Cut(
                new()
                {
                    IsVideo = true,
                    FixedSec = length,
                    Options = [],
                    Segments = true,
                    Whole = false,
                },
                start,
                end
            )
        );

    [Theory]
    [InlineData(4, 0, 30, "0-5 5-15 15-20 20-30")]
    [InlineData(5, 2, 30, "2-15 15-20 20-30")]
    [InlineData(4, 0, 18, "0-5 5-18")]
    [InlineData(2, 0, 18, "0-3 3-5 5-15 15-18")]
    [InlineData(4, 28, 30, "28-30")]
    public void Pieces_between_shots_are_joined_until_they_are_long_enough(double least, double start, double end, string expected) =>
        Assert.Equal(
            expected,
            Cut(
                new()
                {
                    IsVideo = true,
                    MinSec = least,
                    Options = [],
                    Segments = true,
                    Whole = false,
                },
                start,
                end
            )
        );

    private static string Cut(EmbeddingRequest request, double start, double end)
    {
        Clip[] clips = [new(0, 3, null), new(3, 5, null), new(5, 15, null), new(15, 20, null), new(20, 30, null)];
        var segments = Segmentation.Split(request, new TimeRange(start, end), clips);
        return string.Join(' ', segments.Select(s => FormattableString.Invariant($"{s.StartSec}-{s.EndSec}")));
    }
}
