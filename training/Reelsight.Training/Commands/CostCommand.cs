using System.Diagnostics;
using System.Globalization;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;
using Reelsight.Training.Data;

namespace Reelsight.Training.Commands;

/// <summary>
/// Measures what a frame costs on one thread: the detector that runs anyway, and what comes on top of it; and what a sentence costs.
/// </summary>
internal static class CostCommand
{
    private const int FrameCount = 200;

    public static async Task RunAsync(ModelStore store, string images, TextEncoders texts)
    {
        using var detector = ObjectDetector.Open(store, new ObjectDetectorOptions { UseSecondPass = false });
        using var network = ImageFeatureExtractor.Open(store);
        var space = JointSpace.Open(store, texts);
        var (detectorMs, networkMs, spaceMs) = (new List<double>(), new List<double>(), new List<double>());
        await foreach (
            var image in JpegDecoder.DecodeAsync([.. ImageDataset.All[0].Read(images).Take(FrameCount).Select(photo => photo.Jpeg)])
        )
        {
            var layers = Measure(() => detector.Detect(image).LayerFeatures, detectorMs);
            var features = Measure(() => network.Extract(image), networkMs);
            Measure(() => space.Embed(layers, features), spaceMs);
        }

        string[] sentences = [.. ImageDataset.All[0].ReadCaptions(images).Values.Take(FrameCount).Select(captions => captions[0])];
        foreach (var encoder in new[] { TextEncoder.SpaceName, MiniLmTextEncoder.SpaceName }.Select(texts.Get))
        {
            var sentenceMs = new List<double>();
            foreach (var sentence in sentences)
            {
                Measure(() => encoder.Encode(sentence), sentenceMs);
            }

            Print($"a sentence, {encoder.Space}", sentenceMs);
        }

        Print("object detector, one look", detectorMs);
        Print("picture network", networkMs);
        Print("joint head", spaceMs);
    }

    private static T Measure<T>(Func<T> run, List<double> times)
    {
        var watch = Stopwatch.StartNew();
        var result = run();
        times.Add(watch.Elapsed.TotalMilliseconds);
        return result;
    }

    // Other programs on the machine only ever make a run slower, so the quickest tenth says most about the cost.
    private static void Print(string what, List<double> times)
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
