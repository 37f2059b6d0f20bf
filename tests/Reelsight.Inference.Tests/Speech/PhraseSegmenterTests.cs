using Reelsight.Inference.Speech;

namespace Reelsight.Inference.Tests.Speech;

public sealed class PhraseSegmenterTests
{
    private static readonly StreamingTranscriberOptions Options = new() { MinPhrasePauseSec = 1, TargetPhraseSec = 8 };

    [Fact]
    public void Short_pauses_join_and_long_pauses_separate() => Assert.Equal(["0-4", "5-6"], Phrases(new(0, 2), new(2.5, 4), new(5, 6)));

    [Fact]
    public void A_phrase_that_would_be_too_long_is_split_at_its_longest_pause() =>
        Assert.Equal(["0-4", "4.5-9"], Phrases(new(0, 2), new(2.2, 4), new(4.5, 6), new(6.1, 9)));

    [Fact]
    public void Speech_without_a_pause_stays_whole() => Assert.Equal(["0-11"], Phrases(new VoicedSegment(0, 11)));

    [Fact]
    public void A_phrase_is_ready_while_the_next_one_is_still_spoken()
    {
        var phrases = new List<VoicedSegment>();
        var cutter = new PhraseSegmenter(Options);
        cutter.Add(new VoicedSegment(0, 3), phrases);
        cutter.AddOpenSegment(new VoicedSegment(3.5, 7.9), phrases);
        Assert.Empty(phrases);
        cutter.AddOpenSegment(new VoicedSegment(3.5, 8.1), phrases);
        Assert.Equal([new VoicedSegment(0, 3)], phrases);
    }

    [Fact]
    public void A_phrase_is_ready_after_a_long_pause_even_if_nothing_follows()
    {
        var phrases = new List<VoicedSegment>();
        var cutter = new PhraseSegmenter(Options);
        cutter.Add(new VoicedSegment(0, 3), phrases);
        cutter.AdvanceSilence(3.9, phrases);
        Assert.Empty(phrases);
        cutter.AdvanceSilence(4, phrases);
        Assert.Equal([new VoicedSegment(0, 3)], phrases);
    }

    private static IEnumerable<string> Phrases(params VoicedSegment[] segments)
    {
        var phrases = new List<VoicedSegment>();
        var cutter = new PhraseSegmenter(Options);
        foreach (var segment in segments)
        {
            cutter.Add(segment, phrases);
        }

        cutter.Finish(phrases);
        return phrases.Select(phrase => $"{phrase.StartSec}-{phrase.EndSec}");
    }
}
