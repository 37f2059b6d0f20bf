using System.Globalization;
using Reelsight.Models.Joint;
using Reelsight.Search;
using Reelsight.Search.Lexicon;
using Reelsight.Training.Pictures;

namespace Reelsight.Training.Calibrating;

/// <summary>
/// Finds how often evidence of each kind is right, by how strong it is: fitted on pictures that what describes them has not learned from,
/// and measured on others.
/// </summary>
internal static class CalibrationCommand
{
    /// <summary>Fits the table, measures it, and writes it where a file is named.</summary>
    public static void Run(IReadOnlyList<JudgedEvidence> evidence, JointSpace space, string? file)
    {
        List<string> lines =
        [
            "# How often evidence is right: log odds = slope x strength + offset. Made by ./reelsight train calibration from held-out pictures.",
            $"# Names and descriptions are those of {space.Name}. Columns: kind, slope, offset, what was judged.",
        ];
        Console.WriteLine("kind           fitted on   measured on   right   calibration error");
        foreach (var kind in evidence)
        {
            var line = Logistic.Fit(kind.Fitted);
            var shift = kind.Others > 0 ? Math.Log(kind.Others) : 0;
            var error = Logistic.CalibrationError(
                kind.HeldOut.Select(one =>
                    (
                        line.Probability(one.Strength - (shift / line.Slope)),
                        one.IsRight,
                        one.IsRight || kind.Others == 0 ? one.Weight : one.Weight * kind.Others
                    )
                )
            );
            var right =
                kind.HeldOut.Sum(one => one.IsRight ? one.Weight : 0)
                / kind.HeldOut.Sum(one => one.IsRight || kind.Others == 0 ? one.Weight : one.Weight * kind.Others);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kind.Kind, -12} {kind.Fitted.Count, 11} {kind.HeldOut.Count, 13} {right, 7:0.00} {error, 19:0.000}"
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

    /// <summary>Judges everything there is to judge.</summary>
    public static async Task<IReadOnlyList<JudgedEvidence>> JudgeAsync(
        ObjectJudge objects,
        JointSpace space,
        TrainingData data,
        string pictures,
        WordNet wordNet
    )
    {
        var set = PictureSet.All[0];
        var captions = set.ReadCaptions(pictures);
        var photos = set.Read(pictures).Where(photo => captions.ContainsKey(photo.Name)).ToList();
        var joint = new JointJudge(space, data, new SearchOptions());
        return
        [
            await objects.OfAsync(photos, captions, data.Captioned.Parts),
            joint.Names([.. photos.Select(photo => captions[photo.Name])], wordNet.Morphology),
            joint.Descriptions(),
            joint.Meanings(),
        ];
    }
}
