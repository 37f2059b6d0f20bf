using Reelsight.Core.Descriptions;

namespace Reelsight.Inference.Poses;

/// <summary>
/// Tells from the points of a body how it is held. Angles and lengths are compared with the trunk's, so that distance does not matter; what
/// points that are not seen would decide is left open.
/// </summary>
public static class PostureClassifier
{
    // Degrees from the vertical.
    private const double MaxUprightTilt = 35;
    private const double MinLyingTilt = 60;
    private const double MinBendingTilt = 45;
    private const double MaxStraightLegTilt = 35;
    private const double MinLevelThighTilt = 50;

    private const double MinReachTilt = 60;

    // Degrees from the horizontal.
    private const double MinHeadTilt = 20;

    // Lengths as shares of the trunk's, from the middle of the shoulders to that of the hips.
    private const double MinStandingThigh = 0.6;
    private const double MaxForeshortenedThigh = 0.45;
    private const double MinHangingShin = 0.4;
    private const double MinStraightLeg = 0.75;
    private const double MinReach = 0.85;
    private const double MinRaise = 0.1;
    private const double HeadHeight = 0.4;
    private const double MinFaceWidth = 0.12;

    // A trunk seen from above or from the feet is too short to measure by.
    private const double MinTrunkPixels = 12;

    /// <summary>What can be told; empty where too little of the body is seen.</summary>
    /// <returns>At most one of how the trunk and legs are, and beside it what arms and head do; words of <see cref="Postures"/>.</returns>
    public static IReadOnlyList<string> Classify(PersonPose pose)
    {
        ArgumentNullException.ThrowIfNull(pose);
        if (
            pose.Find(BodyPoint.LeftShoulder, BodyPoint.RightShoulder) is not { } shoulders
            || pose.Find(BodyPoint.LeftHip, BodyPoint.RightHip) is not { } hips
            || GetLength(shoulders, hips) is var trunk && trunk < MinTrunkPixels
        )
        {
            return [];
        }

        var found = new List<string>();
        if (ClassifyTrunkAndLegs(pose, shoulders, hips, trunk) is { } whole)
        {
            found.Add(whole);
        }

        if (GetTilt(shoulders, hips) <= MinLyingTilt)
        {
            AddArms(pose, shoulders, trunk, found);
            AddHead(pose, trunk, found);
        }

        return found;
    }

    private static string? ClassifyTrunkAndLegs(PersonPose pose, Keypoint shoulders, Keypoint hips, double trunk)
    {
        var tilt = GetTilt(shoulders, hips);
        var legs = GetLegs(pose, hips, trunk);
        if (tilt >= MinLyingTilt)
        {
            return legs is { LegTilt: >= MinLyingTilt } ? Postures.Lying
                : legs is { LegTilt: <= MaxStraightLegTilt } ? Postures.Bending
                : null;
        }

        if (legs is null)
        {
            return null;
        }

        if (tilt >= MinBendingTilt && legs is { LegTilt: <= MaxStraightLegTilt, Leg: > MinStraightLeg })
        {
            return Postures.Bending;
        }

        if (tilt > MaxUprightTilt)
        {
            return legs.ThighTilt >= MinLevelThighTilt ? Postures.Sitting : null;
        }

        return (legs.ThighTilt >= MinLevelThighTilt || legs.ThighDrop <= MaxForeshortenedThigh) && legs.Shin is null or >= MinHangingShin
                ? Postures.Sitting
            : legs.ThighDrop >= MinStandingThigh && legs.LegTilt <= MaxStraightLegTilt ? Postures.Standing
            : null;
    }

    // Of both legs, the middle of what is seen; null when no knee is.
    private static Legs? GetLegs(PersonPose pose, Keypoint hips, double trunk)
    {
        var sides = new List<(double ThighTilt, double ThighDrop, double? Shin, double LegTilt, double Leg)>();
        foreach (
            var (hip, knee, ankle) in new[]
            {
                (pose[BodyPoint.LeftHip], pose[BodyPoint.LeftKnee], pose[BodyPoint.LeftAnkle]),
                (pose[BodyPoint.RightHip], pose[BodyPoint.RightKnee], pose[BodyPoint.RightAnkle]),
            }
        )
        {
            if (!knee.IsSeen)
            {
                continue;
            }

            var top = hip.IsSeen ? hip : hips;
            var end = ankle.IsSeen ? ankle : knee;
            sides.Add(
                (
                    GetTilt(top, knee),
                    (knee.Y - top.Y) / trunk,
                    ankle.IsSeen ? (ankle.Y - knee.Y) / trunk : null,
                    GetTilt(top, end),
                    GetLength(top, end) / trunk
                )
            );
        }

        return sides.Count == 0
            ? null
            : new Legs(
                sides.Average(s => s.ThighTilt),
                sides.Average(s => s.ThighDrop),
                sides.Average(s => s.Shin),
                sides.Average(s => s.LegTilt),
                sides.Average(s => s.Leg)
            );
    }

    private static void AddArms(PersonPose pose, Keypoint shoulders, double trunk, List<string> found)
    {
        // From behind no face is seen: the head is as high above the shoulders as it is in most people.
        var face = pose[BodyPoint.Nose] is { IsSeen: true } nose ? nose : pose.Find(BodyPoint.LeftEye, BodyPoint.RightEye);
        var head = face?.Y ?? shoulders.Y - (HeadHeight * trunk);
        var (raised, reaching) = (false, false);
        foreach (
            var (shoulder, elbow, wrist) in new[]
            {
                (pose[BodyPoint.LeftShoulder], pose[BodyPoint.LeftElbow], pose[BodyPoint.LeftWrist]),
                (pose[BodyPoint.RightShoulder], pose[BodyPoint.RightElbow], pose[BodyPoint.RightWrist]),
            }
        )
        {
            if (wrist.IsSeen && elbow.IsSeen && shoulder.IsSeen)
            {
                raised |= wrist.Y < head - (MinRaise * trunk) && elbow.Y < shoulder.Y + (MinRaise * trunk);
                reaching |= GetLength(shoulder, wrist) >= MinReach * trunk && GetTilt(shoulder, wrist) >= MinReachTilt;
            }
        }

        if (raised)
        {
            found.Add(Postures.ArmsRaised);
        }

        if (reaching)
        {
            found.Add(Postures.Reaching);
        }
    }

    private static void AddHead(PersonPose pose, double trunk, List<string> found)
    {
        var (left, right) = (pose[BodyPoint.LeftEye], pose[BodyPoint.RightEye]);
        if (left.IsSeen && right.IsSeen && GetLength(left, right) >= MinFaceWidth * trunk && GetSlope(left, right) >= MinHeadTilt)
        {
            found.Add(Postures.HeadTilted);
        }
    }

    // Degrees between the line from one point down to another and the vertical: 0 straight down, 90 level, 180 straight up.
    private static double GetTilt(Keypoint top, Keypoint bottom) =>
        Math.Abs(Math.Atan2(bottom.X - top.X, bottom.Y - top.Y)) * 180 / Math.PI;

    // Degrees between the line through two points and the horizontal, 0 to 90.
    private static double GetSlope(Keypoint a, Keypoint b) => Math.Atan2(Math.Abs(b.Y - a.Y), Math.Abs(b.X - a.X)) * 180 / Math.PI;

    private static double GetLength(Keypoint a, Keypoint b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));

    /// <summary>The legs: tilts in degrees from the vertical, and heights and lengths as shares of the trunk's length.</summary>
    private sealed record Legs(double ThighTilt, double ThighDrop, double? Shin, double LegTilt, double Leg);
}
