using Reelsight.Inference.Detection;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Poses;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Looks at the bodies of people in a frame. It looks at the largest ones, a few a frame, and in turns where there are more.
/// </summary>
internal static class BodyObserver
{
    // Smaller ones have too few pixels for knees and elbows.
    private const float MinHeightPixels = 72;

    /// <summary>How many are looked at in a frame of a video.</summary>
    public const int MaxInFrame = 2;

    /// <summary>How many take turns: with more, each would be seen too seldom.</summary>
    public const int MaxInTurn = 6;

    /// <summary>Looks at people of a frame.</summary>
    /// <param name="estimator">Finds the points of a body.</param>
    /// <param name="pixels">The frame.</param>
    /// <param name="objects">What was detected in it.</param>
    /// <param name="turn">Number of the frame among those looked at, from 0.</param>
    /// <param name="max">How many are looked at.</param>
    public static IReadOnlyDictionary<BoundingBox, ObservedBody> Observe(
        PoseEstimator estimator,
        PixelBuffer pixels,
        IReadOnlyList<ObjectDetection> objects,
        int turn,
        int max
    )
    {
        var people = objects
            .Where(found => found.Label == "person" && found.Box.Height * pixels.Height >= MinHeightPixels)
            .OrderByDescending(found => found.Box.Area)
            .Take(MaxInTurn)
            .Select(found => found.Box)
            .Distinct()
            .ToList();
        var observed = new Dictionary<BoundingBox, ObservedBody>();
        for (var i = 0; i < Math.Min(max, people.Count); i++)
        {
            var box = people[((turn * max) + i) % people.Count];
            observed[box] = Observe(estimator.Estimate(pixels, box), pixels);
        }

        return observed;
    }

    private static ObservedBody Observe(PersonPose pose, PixelBuffer pixels) =>
        new(
            PostureClassifier.Classify(pose),
            ClothesRegions.FindUpper(pose, pixels) is { } upper ? ColourNamer.NameColours(pixels, upper) : [],
            Average([.. ClothesRegions.FindLower(pose, pixels).Select(leg => ColourNamer.NameColours(pixels, leg))])
        );

    private static IReadOnlyList<NamedColour> Average(IReadOnlyList<IReadOnlyList<NamedColour>> legs) =>
        [
            .. legs.SelectMany(leg => leg)
                .GroupBy(colour => colour.Name, (name, shares) => new NamedColour(name, shares.Sum(s => s.Share) / legs.Count))
                .OrderByDescending(colour => colour.Share),
        ];
}
