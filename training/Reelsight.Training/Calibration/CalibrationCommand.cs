using System.Globalization;
using Reelsight.Inference.Embeddings;
using Reelsight.Search;
using Reelsight.Search.Lexicon;
using Reelsight.Training.Data;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Calibration;

/// <summary>
/// Finds how often evidence of each kind is right, by how strong it is: fitted on pictures that what describes them has not learned from,
/// and measured on others.
/// </summary>
internal static class CalibrationCommand
{
    /// <summary>Fits the table, measures it, and writes it where a file is named.</summary>
    public static void Run(IReadOnlyList<JudgedEvidence> evidence, JointSpace space, string? file)
    {
        var judged = evidence.Select(kind => kind.Kind).ToHashSet(StringComparer.Ordinal);
        List<string> lines =
        [
            "# How often evidence is right: log odds = slope x strength + offset. Made by ./reelsight train "
                + "calibration from held-out pictures.",
            $"# Names and descriptions are those of {space.Name}. Columns: kind, slope, offset, what was judged.",
            // What was not judged this time stays.
            .. file is null ? [] : File.ReadLines(file).Where(line => !line.StartsWith('#') && !judged.Contains(line.Split('\t')[0])),
        ];
        Console.WriteLine("kind                       fitted on   measured on   right   calibration error");
        foreach (var kind in evidence)
        {
            var line = LogisticCalibrator.Fit(kind.FitSamples);
            var shift = kind.NegativesPerPositive > 0 ? Math.Log(kind.NegativesPerPositive) : 0;
            var error = LogisticCalibrator.ComputeCalibrationError(
                kind.HeldOutSamples.Select(one =>
                    (
                        line.ComputeProbability(one.Score - (shift / line.Slope)),
                        one.IsCorrect,
                        one.IsCorrect || kind.NegativesPerPositive == 0 ? one.Weight : one.Weight * kind.NegativesPerPositive
                    )
                )
            );
            var right =
                kind.HeldOutSamples.Sum(one => one.IsCorrect ? one.Weight : 0)
                / kind.HeldOutSamples.Sum(one =>
                    one.IsCorrect || kind.NegativesPerPositive == 0 ? one.Weight : one.Weight * kind.NegativesPerPositive
                );
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kind.Kind, -24} {kind.FitSamples.Count, 11} {kind.HeldOutSamples.Count, 13} {right, 7:0.00} {error, 19:0.000}"
                )
            );
            lines.Add(
                string.Create(CultureInfo.InvariantCulture, $"{kind.Kind}\t{line.Slope:0.0000}\t{line.Offset:0.0000}\t{kind.Source}")
            );
        }

        if (file is not null)
        {
            File.WriteAllLines(file, lines);
        }
    }

    /// <summary>Judges everything there is to judge: without sets of classes, descriptions and meanings.</summary>
    /// <param name="objects">Judges detections.</param>
    /// <param name="space">The joint space, whose texts those of the data are.</param>
    /// <param name="data">Images and captions.</param>
    /// <param name="images">Folder of the sets.</param>
    /// <param name="wordNet">Base forms of words.</param>
    /// <param name="embedCaptions">Gives the vectors of all captions in a text space.</param>
    public static async Task<IReadOnlyList<JudgedEvidence>> JudgeAsync(
        ObjectJudge objects,
        JointSpace space,
        TrainingData data,
        string images,
        WordNet wordNet,
        Func<string, Matrix> embedCaptions
    )
    {
        var set = ImageDataset.All[0];
        var captions = set.ReadCaptions(images);
        var photos = set.Read(images).Where(photo => captions.ContainsKey(photo.Name)).ToList();
        var options = new SearchOptions();
        var joint = new JointJudge(space, data, options);
        Console.WriteLine("fit of at least   the caption's own photo   another photo");
        foreach (var (fit, own, others) in joint.MeasureFits([2, 2.5, 2.8, 2.9, 3, 3.5, 3.7, 3.8, 4]))
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{fit, 15:0.0} {100 * own, 23:0.0} % {100 * others, 13:0.000} %")
            );
        }

        return
        [
            .. data.Classes.Count == 0
                ? (JudgedEvidence[])[]
                :
                [
                    await objects.JudgePhotosAsync(photos, captions, data.Captioned.Parts),
                    joint.JudgeNames([.. photos.Select(photo => captions[photo.Name])], wordNet.Morphology),
                ],
            joint.JudgeDescriptions(),
            .. options.TextSpaces.Select(texts => joint.JudgeMeanings(texts, embedCaptions(texts.Name))),
        ];
    }
}
