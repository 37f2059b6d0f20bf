using System.Diagnostics;
using Reelsight.Models.Joint;
using Reelsight.Training.Heads;
using Reelsight.Training.Numbers;
using Reelsight.Training.Pictures;

namespace Reelsight.Training;

/// <summary>Trains on the training part alone and measures on the validation part, to choose settings by.</summary>
internal static class TuneCommand
{
    public static void Run(TrainingData data, Arguments given)
    {
        var watch = Stopwatch.StartNew();
        var training = new HeadTraining(data, free: false, [Part.Training]);
        var scaling = training.Scaling();
        if (given.Text("--part", "captions") == "captions")
        {
            var options = new CaptionOptions();
            options = options with
            {
                Ridge = given.Number("--ridge", options.Ridge),
                Steps = (int)given.Number("--steps", options.Steps),
                Batch = (int)given.Number("--batch", options.Batch),
                PictureRate = given.Number("--picture-rate", options.PictureRate),
                TextRate = given.Number("--text-rate", options.TextRate),
                Dropout = given.Number("--dropout", options.Dropout),
                Seed = (int)given.Number("--seed", options.Seed),
            };
            Console.WriteLine(options);
            var photos = data.Captioned;
            int[] rows = [.. Enumerable.Range(0, photos.Parts.Length).Where(i => photos.Parts[i] == Part.Validation)];
            var seen = Standardised.Apply(scaling, photos.Features.Take(rows));
            training.Captions(scaling, options, (step, pictureMap, textMap, mean) =>
            {
                var texts = Product.Of(photos.Captions.Copy().Less(mean).Normalised(), textMap).Normalised();
                var (toImage, toText) = Evaluation.Captions(
                    Product.Of(seen, pictureMap).Normalised(),
                    [.. rows.Select(i => photos.CaptionsOf[i])],
                    texts
                );
                Console.WriteLine($"step {step}: text to image {toImage}, image to text {toText}, {watch.Elapsed.TotalSeconds:0} s");
            });
        }
        else
        {
            var options = new ConceptOptions();
            options = options with { Ridge = given.Number("--ridge", options.Ridge) };
            Console.WriteLine(options);
            var concepts = training.Concepts(scaling, options);
            var temperature = training.Temperature(scaling, concepts, Part.Validation);
            Console.WriteLine($"temperature {temperature:0.000}, {watch.Elapsed.TotalSeconds:0} s");
            foreach (var set in training.Classes)
            {
                var (scores, places) = training.Scores(scaling, concepts, set, Part.Validation);
                for (var i = 0; i < scores.Rows; i++)
                {
                    JointSpace.ToProbabilities(scores.Row(i), temperature);
                }

                Console.WriteLine(
                    $"{set.Set.Name}: first hits {Evaluation.FirstHits(scores, places):0.0}, named {Evaluation.Named(scores, places):0.0}, {watch.Elapsed.TotalSeconds:0} s"
                );
            }
        }
    }
}
