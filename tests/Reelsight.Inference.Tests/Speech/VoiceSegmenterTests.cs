using Reelsight.Inference.Speech;

namespace Reelsight.Inference.Tests.Speech;

public sealed class VoiceSegmenterTests
{
    private static readonly VoiceActivityOptions Options = new()
    {
        MinSpeechSec = 0.2,
        MinSilenceSec = 0.2,
        PadSec = 0.1,
    };

    [Fact]
    public void A_segment_is_padded_on_both_sides() =>
        AssertRanges([(0.4, 1.1)], Segments(Windows(0, 5), Windows(0.9f, 5), Windows(0, 10)));

    [Fact]
    public void Padding_never_reaches_outside_the_track() => AssertRanges([(0, 0.5)], Segments(Windows(0.9f, 5)));

    [Fact]
    public void Softer_windows_keep_a_segment_open_but_never_open_one()
    {
        AssertRanges([(0.4, 1.6)], Segments(Windows(0, 5), Windows(0.9f, 5), Windows(0.4f, 5), Windows(0, 5)));
        Assert.Empty(Segments(Windows(0, 5), Windows(0.4f, 20), Windows(0, 5)));
    }

    [Fact]
    public void A_burst_shorter_than_speech_is_dropped() => Assert.Empty(Segments(Windows(0, 5), Windows(0.9f, 1), Windows(0, 5)));

    [Fact]
    public void A_gap_shorter_than_a_pause_does_not_end_a_segment() =>
        AssertRanges([(0.4, 1.5)], Segments(Windows(0, 5), Windows(0.9f, 4), Windows(0, 1), Windows(0.9f, 4), Windows(0, 5)));

    [Fact]
    public void Neighbours_never_overlap() =>
        AssertRanges([(0, 0.6), (0.6, 1.3)], Segments(Windows(0.9f, 5), Windows(0, 2), Windows(0.9f, 5), Windows(0, 3)));

    [Fact]
    public void Splitting_leaves_no_gap()
    {
        var found = new List<VoicedSegment>();
        var segmenter = new VoiceSegmenter(0.1, Options);
        Windows(0.9f, 20).ForEach(p => segmenter.AddWindow(p, found));
        segmenter.SplitAt(1.3, found);
        segmenter.Finish(segmenter.ProcessedSec, found);
        AssertRanges([(0, 1.3), (1.3, 2)], found);
    }

    [Fact]
    public void A_segment_ends_with_the_track_even_inside_a_window()
    {
        var found = new List<VoicedSegment>();
        var segmenter = new VoiceSegmenter(0.1, Options);
        Windows(0.9f, 5).ForEach(p => segmenter.AddWindow(p, found));
        segmenter.Finish(0.45, found);
        AssertRanges([(0, 0.45)], found);
    }

    private static List<float> Windows(float probability, int count) => [.. Enumerable.Repeat(probability, count)];

    private static List<VoicedSegment> Segments(params List<float>[] windows)
    {
        var found = new List<VoicedSegment>();
        var segmenter = new VoiceSegmenter(0.1, Options);
        foreach (var probability in windows.SelectMany(p => p))
        {
            segmenter.AddWindow(probability, found);
        }

        segmenter.Finish(segmenter.ProcessedSec, found);
        return found;
    }

    private static void AssertRanges((double Start, double End)[] expected, List<VoicedSegment> found) =>
        Assert.Equal(
            expected.Select(range => $"{range.Start:0.00}-{range.End:0.00}"),
            found.Select(segment => $"{segment.StartSec:0.00}-{segment.EndSec:0.00}")
        );
}
