using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Poses;

/// <summary>Where the clothes of a person are in an image, as the points of the body tell.</summary>
public static class ClothesRegions
{
    // Shares of the trunk's length. Hair hangs over the neck, and hands hang over the hips.
    private const float BelowNeck = 0.15f;
    private const float AboveHips = 0.1f;
    private const float MinHalfWidth = 0.18f;
    private const float HalfLeg = 0.1f;

    /// <summary>The chest and belly, as a share of the image; null where it is not seen, or the person is not upright.</summary>
    public static BoundingBox? FindUpper(PersonPose pose, PixelBuffer image)
    {
        ArgumentNullException.ThrowIfNull(pose);
        if (
            pose.Find(BodyPoint.LeftShoulder, BodyPoint.RightShoulder) is not { } shoulders
            || pose.Find(BodyPoint.LeftHip, BodyPoint.RightHip) is not { } hips
            || hips.Y - shoulders.Y is var trunk && trunk < MathF.Abs(hips.X - shoulders.X)
        )
        {
            return null;
        }

        var half = MathF.Max(MinHalfWidth * trunk, MathF.Abs(pose[BodyPoint.LeftShoulder].X - pose[BodyPoint.RightShoulder].X) * 0.4f);
        var middle = (shoulders.X + hips.X) / 2;
        return ToBox(middle - half, shoulders.Y + (BelowNeck * trunk), middle + half, hips.Y - (AboveHips * trunk), image);
    }

    /// <summary>The thighs, as shares of the image: those that are seen and hang down.</summary>
    public static IReadOnlyList<BoundingBox> FindLower(PersonPose pose, PixelBuffer image)
    {
        ArgumentNullException.ThrowIfNull(pose);
        var found = new List<BoundingBox>();
        if (
            pose.Find(BodyPoint.LeftShoulder, BodyPoint.RightShoulder) is not { } shoulders
            || pose.Find(BodyPoint.LeftHip, BodyPoint.RightHip) is not { } hips
        )
        {
            return found;
        }

        var half = HalfLeg * MathF.Abs(hips.Y - shoulders.Y);
        foreach (
            var (hip, knee) in new[]
            {
                (pose[BodyPoint.LeftHip], pose[BodyPoint.LeftKnee]),
                (pose[BodyPoint.RightHip], pose[BodyPoint.RightKnee]),
            }
        )
        {
            if (hip.IsSeen && knee.IsSeen && knee.Y - hip.Y > MathF.Abs(knee.X - hip.X))
            {
                var middle = (hip.X + knee.X) / 2;
                var reach = half + (MathF.Abs(knee.X - hip.X) / 4);
                found.Add(ToBox(middle - reach, hip.Y + half, middle + reach, knee.Y, image));
            }
        }

        return found;
    }

    private static BoundingBox ToBox(float left, float top, float right, float bottom, PixelBuffer image) =>
        new(left / image.Width, top / image.Height, (right - left) / image.Width, MathF.Max(0, bottom - top) / image.Height);
}
