using Reelsight.Core.Descriptions;
using Reelsight.Inference.Imaging;
using Reelsight.Pipeline.Describing;

namespace Reelsight.Pipeline.Tests.Describing;

/// <summary>One description of what frames show of a person's body.</summary>
public sealed class BodyDescriptionBuilderTests
{
    [Fact]
    public void A_posture_lasts_half_way_to_the_frames_that_show_another()
    {
        var body = Build(0, 6, (0, Postures.Standing), (1, Postures.Standing), (2, Postures.Sitting), (3, Postures.Sitting));
        Assert.Equal([new PostureInterval(Postures.Standing, 0, 1.5), new PostureInterval(Postures.Sitting, 1.5, 5)], body!.Postures);
    }

    [Fact]
    public void A_single_frame_among_many_is_taken_for_a_mistake_unless_an_arm_is_raised_in_it()
    {
        var body = Build(0, 4, (0, Postures.Standing), (1, Postures.Standing), (2, Postures.Lying), (3, Postures.Standing));
        Assert.Equal([Postures.Standing], body!.Postures.Select(p => p.Posture));
        body = Build(0, 4, (0, Postures.Standing), (1, Postures.Standing), (2, Postures.ArmsRaised), (3, Postures.Standing));
        Assert.Contains(body!.Postures, p => p.Posture == Postures.ArmsRaised);
    }

    [Fact]
    public void Who_lies_soon_after_having_stood_has_fallen()
    {
        var body = Build(0, 4, (0, Postures.Standing), (1, Postures.Standing), (2, Postures.Lying), (3, Postures.Lying));
        Assert.Contains(new PostureInterval(Postures.Falling, 1.5, 2.5), body!.Postures);
        body = Build(0, 20, (0, Postures.Standing), (1, Postures.Standing), (18, Postures.Lying), (19, Postures.Lying));
        Assert.DoesNotContain(body!.Postures, p => p.Posture == Postures.Falling);
    }

    [Fact]
    public void Nothing_is_said_of_whom_nobody_looked_at_and_what_cannot_be_told_is_missing()
    {
        Assert.Null(Build(0, 6));
        var body = Build(0, 6, (0, ""), (1, ""));
        Assert.Empty(body!.Postures);
        Assert.Empty(body.UpperColours);
    }

    [Fact]
    public void Colours_are_those_of_the_frames_that_show_the_part()
    {
        var body = BodyDescriptionBuilder.Build(
            [
                (0, new ObservedBody([], [new NamedColour("blue", 0.8), new NamedColour("white", 0.2)], [])),
                (1, new ObservedBody([], [new NamedColour("blue", 0.6), new NamedColour("grey", 0.4)], [new NamedColour("black", 1)])),
            ],
            0,
            2
        );
        Assert.Equal(["blue"], body!.UpperColours);
        Assert.Equal(["black"], body.LowerColours);
    }

    private static BodyDescription? Build(double startSec, double endSec, params (double TimeSec, string Posture)[] frames) =>
        BodyDescriptionBuilder.Build(
            [.. frames.Select(f => (f.TimeSec, new ObservedBody(f.Posture.Length == 0 ? [] : [f.Posture], [], [])))],
            startSec,
            endSec
        );
}
