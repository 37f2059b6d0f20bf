using Reelsight.Core.Descriptions;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Poses;

namespace Reelsight.Inference.Tests.Poses;

/// <summary>What is told of stick figures. Lengths in pixels; the trunk is 100 long unless a test says otherwise.</summary>
public sealed class PostureClassifierTests
{
    private static readonly StickFigure Standing = new()
    {
        [BodyPoint.Nose] = (200, 60),
        [BodyPoint.LeftEye] = (208, 52),
        [BodyPoint.RightEye] = (192, 52),
        [BodyPoint.LeftShoulder] = (230, 100),
        [BodyPoint.RightShoulder] = (170, 100),
        [BodyPoint.LeftElbow] = (235, 150),
        [BodyPoint.RightElbow] = (165, 150),
        [BodyPoint.LeftWrist] = (235, 195),
        [BodyPoint.RightWrist] = (165, 195),
        [BodyPoint.LeftHip] = (220, 200),
        [BodyPoint.RightHip] = (180, 200),
        [BodyPoint.LeftKnee] = (220, 290),
        [BodyPoint.RightKnee] = (180, 290),
        [BodyPoint.LeftAnkle] = (220, 370),
        [BodyPoint.RightAnkle] = (180, 370),
    };

    [Fact]
    public void An_upright_body_on_straight_legs_stands() => AssertTold(Standing, Postures.Standing);

    [Fact]
    public void Thighs_that_are_level_or_point_at_the_camera_sit()
    {
        var fromTheSide = Standing.With(
            (BodyPoint.LeftKnee, 300, 215),
            (BodyPoint.RightKnee, 290, 215),
            (BodyPoint.LeftAnkle, 300, 300),
            (BodyPoint.RightAnkle, 290, 300)
        );
        AssertTold(fromTheSide, Postures.Sitting);
        var fromTheFront = Standing.With(
            (BodyPoint.LeftKnee, 225, 230),
            (BodyPoint.RightKnee, 175, 230),
            (BodyPoint.LeftAnkle, 225, 310),
            (BodyPoint.RightAnkle, 175, 310)
        );
        AssertTold(fromTheFront, Postures.Sitting);
    }

    [Fact]
    public void A_level_body_lies_whichever_way_it_points()
    {
        AssertTold(Standing.Turned(90), Postures.Lying);
        AssertTold(Standing.Turned(-90), Postures.Lying);
    }

    [Fact]
    public void A_trunk_forward_over_straight_legs_bends()
    {
        var bending = Standing.With(
            (BodyPoint.Nose, 330, 190),
            (BodyPoint.LeftEye, 334, 184),
            (BodyPoint.RightEye, 330, 184),
            (BodyPoint.LeftShoulder, 300, 165),
            (BodyPoint.RightShoulder, 296, 170),
            (BodyPoint.LeftElbow, 302, 215),
            (BodyPoint.RightElbow, 298, 218),
            (BodyPoint.LeftWrist, 302, 260),
            (BodyPoint.RightWrist, 298, 262)
        );
        AssertTold(bending, Postures.Bending);
    }

    [Fact]
    public void A_hand_above_the_head_is_a_raised_arm_also_from_behind()
    {
        var raised = Standing.With((BodyPoint.LeftElbow, 245, 60), (BodyPoint.LeftWrist, 240, 25));
        AssertTold(raised, Postures.Standing, Postures.ArmsRaised);
        var fromBehind = raised.Without(BodyPoint.Nose, BodyPoint.LeftEye, BodyPoint.RightEye);
        AssertTold(fromBehind, Postures.Standing, Postures.ArmsRaised);
    }

    [Fact]
    public void An_arm_stretched_out_reaches()
    {
        var reaching = Standing.With((BodyPoint.LeftElbow, 275, 110), (BodyPoint.LeftWrist, 320, 115));
        AssertTold(reaching, Postures.Standing, Postures.Reaching);
    }

    [Fact]
    public void Eyes_on_a_slope_tilt_the_head()
    {
        var tilted = Standing.With((BodyPoint.LeftEye, 208, 46), (BodyPoint.RightEye, 193, 58));
        AssertTold(tilted, Postures.Standing, Postures.HeadTilted);
    }

    [Fact]
    public void What_is_not_seen_decides_nothing()
    {
        BodyPoint[] legs = [BodyPoint.LeftKnee, BodyPoint.RightKnee, BodyPoint.LeftAnkle, BodyPoint.RightAnkle];
        AssertTold(Standing.Without(legs));
        AssertTold(Standing.Without(BodyPoint.LeftHip, BodyPoint.RightHip));
        AssertTold(Standing.Scaled(0.1f)); // ten pixels of trunk
    }

    [Fact]
    public void One_leg_is_enough_and_distance_does_not_matter()
    {
        AssertTold(Standing.Without(BodyPoint.LeftKnee, BodyPoint.LeftAnkle), Postures.Standing);
        AssertTold(Standing.Scaled(0.3f), Postures.Standing);
    }

    [Fact]
    public void Clothes_are_looked_for_on_the_trunk_and_on_thighs_that_hang_down()
    {
        var image = new PixelBuffer(new byte[400 * 400 * 3], 400, 400);
        var upper = ClothesRegions.FindUpper(Standing.ToPose(), image)!.Value;
        Assert.InRange(upper.CentreX, 0.49, 0.51);
        Assert.InRange(upper.Y, 0.28, 0.3);
        Assert.InRange(upper.Bottom, 0.46, 0.5);
        var legs = ClothesRegions.FindLower(Standing.ToPose(), image);
        Assert.Equal([0.55f, 0.45f], legs.Select(leg => MathF.Round(leg.CentreX, 3)));
        Assert.Null(ClothesRegions.FindUpper(Standing.Turned(90).ToPose(), image));
        Assert.Empty(ClothesRegions.FindLower(Standing.Turned(90).ToPose(), image));
    }

    private static void AssertTold(StickFigure figure, params string[] expected) =>
        Assert.Equal(expected, PostureClassifier.Classify(figure.ToPose()));

    /// <summary>Points of a body; those that are not set are not seen.</summary>
    private sealed record StickFigure
    {
        private Dictionary<BodyPoint, (float X, float Y)> Points { get; init; } = [];

        public (float X, float Y) this[BodyPoint point]
        {
            init => Points[point] = value;
        }

        public StickFigure With(params (BodyPoint Point, float X, float Y)[] moved) =>
            new()
            {
                Points = Points
                    .Where(point => !moved.Any(m => m.Point == point.Key))
                    .Concat(moved.Select(m => KeyValuePair.Create(m.Point, (m.X, m.Y))))
                    .ToDictionary(),
            };

        public StickFigure Without(params BodyPoint[] hidden) =>
            new() { Points = Points.Where(point => !hidden.Contains(point.Key)).ToDictionary() };

        public StickFigure Scaled(float factor) => Map((x, y) => (x * factor, y * factor));

        // About the middle of an image of 400 pixels.
        public StickFigure Turned(double degrees)
        {
            var (sin, cos) = MathF.SinCos((float)(degrees * Math.PI / 180));
            return Map((x, y) => (200 + (cos * (x - 200)) - (sin * (y - 200)), 200 + (sin * (x - 200)) + (cos * (y - 200))));
        }

        public PersonPose ToPose() =>
            new([
                .. Enum.GetValues<BodyPoint>()
                    .Select(point => Points.TryGetValue(point, out var at) ? new Keypoint(at.X, at.Y, 0.9f) : new Keypoint(0, 0, 0.05f)),
            ]);

        private StickFigure Map(Func<float, float, (float, float)> map) =>
            new() { Points = Points.ToDictionary(point => point.Key, point => map(point.Value.X, point.Value.Y)) };
    }
}
