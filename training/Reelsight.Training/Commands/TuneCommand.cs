using System.Diagnostics;
using Reelsight.Inference.Embeddings;
using Reelsight.Training.Data;
using Reelsight.Training.Evaluation;
using Reelsight.Training.Heads;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Commands;

/// <summary>Trains on the training part alone and measures on the validation part, to choose settings by.</summary>
internal static class TuneCommand
{
    public static void Run(TrainingData data, TrainingArguments given)
    {
        var watch = Stopwatch.StartNew();
        var training = new HeadTraining(data, free: false, [SplitPart.Training]);
        var scaling = training.FitScaling();
        if (given.GetText("--part", "captions") == "captions")
        {
            var options = new CaptionTrainingOptions();
            options = options with
            {
                RidgeStrength = given.GetNumber("--ridge", options.RidgeStrength),
                Steps = (int)given.GetNumber("--steps", options.Steps),
                BatchSize = (int)given.GetNumber("--batch", options.BatchSize),
                ImageLearningRate = given.GetNumber("--picture-rate", options.ImageLearningRate),
                TextLearningRate = given.GetNumber("--text-rate", options.TextLearningRate),
                Dropout = given.GetNumber("--dropout", options.Dropout),
                Whitening = given.GetNumber("--whitening", options.Whitening),
                Seed = (int)given.GetNumber("--seed", options.Seed),
            };
            Console.WriteLine(options);
            var photos = data.Captioned;
            int[] rows = [.. Enumerable.Range(0, photos.Parts.Length).Where(i => photos.Parts[i] == SplitPart.Validation)];
            var seen = FeatureStandardization.Apply(scaling, photos.NormalizedFeatures.SelectRows(rows));
            training.TrainCaptions(scaling, options, (step, pictureMap, textMap, mean) =>
            {
                var texts = MatrixProduct.Multiply(photos.Captions.Copy().SubtractFromRows(mean).NormalizeRows(), textMap).NormalizeRows();
                var (toImage, toText) = HeadEvaluation.EvaluateCaptions(
                    MatrixProduct.Multiply(seen, pictureMap).NormalizeRows(),
                    [.. rows.Select(i => photos.CaptionRows[i])],
                    texts
                );
                Console.WriteLine($"step {step}: text to image {toImage}, image to text {toText}, {watch.Elapsed.TotalSeconds:0} s");
            });
        }
        else
        {
            var options = new ConceptTrainingOptions();
            options = options with { RidgeStrength = given.GetNumber("--ridge", options.RidgeStrength) };
            Console.WriteLine(options);
            var concepts = training.TrainConcepts(scaling, options);
            var temperature = training.FitTemperature(scaling, concepts, SplitPart.Validation);
            Console.WriteLine($"temperature {temperature:0.000}, {watch.Elapsed.TotalSeconds:0} s");
            foreach (var set in training.Classes)
            {
                var (scores, places) = training.ComputeScores(scaling, concepts, set, SplitPart.Validation);
                for (var i = 0; i < scores.Rows; i++)
                {
                    JointSpace.ToProbabilities(scores.GetRow(i), temperature);
                }

                Console.WriteLine(
                    $"{set.Set.Name}: first hits {HeadEvaluation.ComputePrecisionAtOne(scores, places):0.0}, named "
                        + $"{HeadEvaluation.ComputeTopNameAccuracy(scores, places):0.0}, {watch.Elapsed.TotalSeconds:0} s"
                );
            }
        }
    }
}
