using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Reelsight.Core.Descriptions;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Packs;
using Reelsight.Inference.Poses;
using Reelsight.Training.Data;

namespace Reelsight.Training.Commands;

/// <summary>
/// Measures how people are said to hold their bodies against the captions of photos with one large person. Captions seldom say that
/// somebody stands, so what is right is a lower bound; what is called something else than the captions call it is plainly wrong.
/// </summary>
internal static partial class PosesCommand
{
    // Of the image's height: as people in the foreground are.
    private const float MinHeight = 0.35f;
    private const float MaxOtherArea = 0.02f;

    private static readonly IReadOnlyList<(string Posture, Regex Words)> _postures =
    [
        (Postures.Standing, Standing()),
        (Postures.Sitting, Sitting()),
        (Postures.Lying, Lying()),
        (Postures.Bending, Bending()),
        (Postures.ArmsRaised, ArmsRaised()),
        (Postures.Reaching, Reaching()),
    ];

    public static async Task RunAsync(ModelStore store, string images, int count)
    {
        var captions = ImageDataset.All[0].ReadCaptions(images);
        using var detector = ObjectDetector.Open(store);
        using var poses = PoseEstimator.Open(store);
        var photos = ImageDataset.All[0].Read(images).Take(count).ToList();
        var (people, milliseconds, next) = (0, new List<double>(), 0);
        var told = new Dictionary<(string Told, string Said), int>();
        await foreach (var image in JpegDecoder.DecodeAsync([.. photos.Select(photo => photo.Jpeg)]))
        {
            var name = photos[next++].Name;
            var seen = detector.Detect(image).Objects.Where(o => o.Label == "person").OrderByDescending(o => o.Box.Area).ToList();
            if (seen.Count == 0 || seen[0].Box.Height < MinHeight || seen.Skip(1).Any(o => o.Box.Area > MaxOtherArea))
            {
                continue;
            }

            people++;
            var watch = Stopwatch.StartNew();
            var pose = poses.Estimate(image, seen[0].Box);
            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
            var said = _postures
                .Where(p => captions[name].Any(c => p.Words.IsMatch(c)))
                .Select(p => p.Posture)
                .DefaultIfEmpty("-")
                .ToList();
            foreach (var one in PostureClassifier.Classify(pose).DefaultIfEmpty("-"))
            {
                foreach (var other in said)
                {
                    told[(one, other)] = told.GetValueOrDefault((one, other)) + 1;
                }
            }
        }

        milliseconds.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{people} photos with one large person; {milliseconds[people / 2]:0.0} ms a person"
            )
        );
        string[] columns = [.. _postures.Select(p => p.Posture), "-"];
        Console.WriteLine($"| told | {string.Join(" | ", columns.Select(c => c == "-" ? "captions say none" : $"captions: {c}"))} |");
        Console.WriteLine($"|---|{string.Concat(columns.Select(_ => "---|"))}");
        foreach (var row in Postures.All.Append("-"))
        {
            Console.WriteLine($"| {row} | {string.Join(" | ", columns.Select(c => told.GetValueOrDefault((row, c))))} |");
        }
    }

    [GeneratedRegex(@"\b(stands?|standing|stood)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Standing();

    [GeneratedRegex(@"\b(sits?|sitting|seated|sat)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Sitting();

    [GeneratedRegex(@"\b(lies|lying|lays|laying|laid|asleep|sleeping|sleeps)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Lying();

    [GeneratedRegex(@"\b(bends?|bending|bent|leans? (over|down|forward)|leaning (over|down|forward))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Bending();

    [GeneratedRegex(
        @"\b((arms?|hands?) (raised|up|in the air|above|over)|rais\w+ (his|her|their|its|an|one|both) (arms?|hands?)|waves|waving)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ArmsRaised();

    [GeneratedRegex(@"\b(reach\w*|points?|pointing|outstretched|stretched out|arms out)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Reaching();
}
