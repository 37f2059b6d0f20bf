using Reelsight.Analysis.Facts;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Search;

namespace Reelsight.Analysis.Tests.Facts;

public sealed class ShotAndAudioFactTests
{
    [Fact]
    public void A_shot_that_looks_like_an_earlier_one_says_which()
    {
        float[] first = Look(1),
            second = Look(2);
        var timeline = VideoTimeline.Build(
            new MediaDescription
            {
                Clips = [new Clip(0, 5, null), new Clip(5, 10, null), new Clip(10, 15, null)],
                Evidence = [],
                Vectors =
                [
                    new VectorSet(new SearchOptions().VisualFeatureSpace, VectorUnit.Clip, first.Length, [.. first, .. second, .. first]),
                ],
                HasAudio = false,
                CutsSec = [5, 10],
            },
            15
        );
        var again = Assert.Single(timeline.GetFacts(FactKind.RepeatedScene));
        Assert.Equal((10, 15, "the shot looks like the one from 0:00 to 0:05"), (again.StartSec, again.EndSec, again.Text));
        Assert.Null(again.Confidence);
    }

    [Fact]
    public void Lines_with_short_pauses_are_one_speech_and_nobody_is_named() =>
        Assert.Equal(
            [(2, 8, "somebody speaks"), (30, 32, "somebody speaks"), (35, 36, "somebody speaks")],
            SampleTimelines.Meeting.GetFacts(FactKind.Speaks).Select(f => (f.StartSec, f.EndSec, f.Text))
        );

    [Fact]
    public void Writing_that_comes_into_the_picture_appears_and_a_heading_from_the_start_does_not()
    {
        var timeline = SampleTimelines.Timeline(
            10,
            [
                SampleTimelines.OnScreenText("Title", 0, 10),
                SampleTimelines.OnScreenText("one", 4, 9),
                SampleTimelines.OnScreenText("two", 4, 9),
            ]
        );
        var appears = Assert.Single(timeline.GetFacts(FactKind.TextAppears));
        Assert.Equal(("“one” and “two” appear on screen", 4.0), (appears.Text, appears.StartSec));
    }

    [Fact]
    public void Silence_and_loudness_are_told_of_a_sound_track_that_has_sound()
    {
        var described = new MediaDescription
        {
            Clips = [new Clip(0, 10, null)],
            Evidence = [],
            Vectors = [],
            HasAudio = true,
            LoudnessDb = [-30, -30, -80, -80, -80, -30, -30, -10, -30, -30],
        };
        Assert.Equal(
            [(FactKind.Silence, 2, 5), (FactKind.Loud, 7, 8)],
            VideoTimeline.Build(described, 10).Facts.Select(f => (f.Kind, (int)f.StartSec, (int)f.EndSec))
        );
        Assert.Empty(VideoTimeline.Build(described with { HasAudio = false }, 10).Facts);
    }

    // Each as far from the other as two pictures can be.
    private static float[] Look(int seed)
    {
        var random = new Random(seed);
        var look = Enumerable.Range(0, 1280).Select(_ => (float)random.NextDouble()).ToArray();
        var norm = MathF.Sqrt(look.Sum(v => v * v));
        return [.. look.Select(v => v / norm)];
    }
}
