using System.Diagnostics;
using System.Globalization;
using Reelsight.Models;
using Reelsight.Models.Joint;
using Reelsight.Models.Objects;
using Reelsight.Models.Packs;
using Reelsight.Models.Text;
using Reelsight.Training.Pictures;

namespace Reelsight.Training;

/// <summary>Measures what a frame costs on one thread: the detector that runs anyway, and what comes on top of it.</summary>
internal static class CostCommand
{
    private const int Frames = 200;

    public static async Task RunAsync(ModelStore store, string pictures, TextEncoder encoder)
    {
        using var detector = ObjectDetector.Open(store, new ObjectDetectorOptions { SecondLook = false });
        using var network = PictureFeatures.Open(store);
        var space = JointSpace.Open(store, encoder);
        var (detectorMs, networkMs, spaceMs) = (new List<double>(), new List<double>(), new List<double>());
        await foreach (
            var picture in JpegDecoder.DecodeAsync([.. PictureSet.All[0].Read(pictures).Take(Frames).Select(photo => photo.Jpeg)])
        )
        {
            var layers = Timed(() => detector.Detect(picture).Layers, detectorMs);
            var features = Timed(() => network.Describe(picture), networkMs);
            Timed(() => space.Describe(layers, features), spaceMs);
        }

        Say("object detector, one look", detectorMs);
        Say("picture network", networkMs);
        Say("joint head", spaceMs);
    }

    private static T Timed<T>(Func<T> run, List<double> times)
    {
        var watch = Stopwatch.StartNew();
        var result = run();
        times.Add(watch.Elapsed.TotalMilliseconds);
        return result;
    }

    // Other programs on the machine only ever make a run slower, so the quickest tenth says most about the cost.
    private static void Say(string what, List<double> times)
    {
        times.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: quickest tenth {times[times.Count / 10]:0.0} ms, median {times[times.Count / 2]:0.0} ms, least {times[0]:0.0} ms"
            )
        );
    }
}
