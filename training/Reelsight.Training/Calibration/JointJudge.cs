using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;
using Reelsight.Search;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Ranking;
using Reelsight.Training.Data;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Calibration;

/// <summary>
/// Judges what the joint space says of pictures, and what the sentence encoder says of sentences, by captions and names of classes. The
/// heads have learned from all pictures but those of the test part, so every other one of these is for the fit and the rest for the
/// measure.
/// </summary>
internal sealed class JointJudge(JointSpace space, TrainingData data, SearchOptions options)
{
    /// <summary>
    /// Judges the likely names of pictures of classes and of captioned photos, where a name counts as shown when a caption has it. Each set
    /// weighs the same.
    /// </summary>
    public JudgedEvidence JudgeNames(IReadOnlyList<string[]> captions, Morphology morphology)
    {
        return new JudgedEvidence(
            "name",
            "names of pictures of the class sets and of captioned photos; log odds",
            JudgePairs(0),
            JudgePairs(1)
        );

        IReadOnlyList<JudgedSample> JudgePairs(int half)
        {
            var sets = new List<List<(float Probability, bool IsRight)>>();
            foreach (var set in data.Classes)
            {
                sets.Add([
                    .. GetHalf(set.Parts, half)
                        .AsParallel()
                        .AsOrdered()
                        .SelectMany(row =>
                            GetLikelyNames(set.Raw, row)
                                .Select(name => (name.Score, name.Label.Equals(set.Names[row], StringComparison.OrdinalIgnoreCase)))
                        ),
                ]);
            }

            sets.Add([
                .. GetHalf(data.Captioned.Parts, half)
                    .AsParallel()
                    .AsOrdered()
                    .SelectMany(row =>
                    {
                        var said = string.Concat(captions[row].SelectMany(caption => GetMentionedForms(caption, morphology)));
                        return GetLikelyNames(data.Captioned.Raw, row)
                            .Select(name => (name.Score, said.Contains($" {name.Label} ", StringComparison.OrdinalIgnoreCase)));
                    }),
            ]);
            return
            [
                .. sets.SelectMany(set =>
                    set.Select(one => new JudgedSample(JudgedSample.ToLogOdds(one.Probability), one.IsRight, 1.0 / set.Count))
                ),
            ];
        }
    }

    /// <summary>Judges how captions fit photos: right for their own photo, wrong for all others of the part.</summary>
    public JudgedEvidence JudgeDescriptions() =>
        new(
            "description",
            "fit of captions with photos; as if one other photo was there",
            JudgePairs(0),
            JudgePairs(1),
            GetHalf(data.Captioned.Parts, 1).Count() - 1
        );

    /// <summary>Judges how near captions are to one another: right when they say what the same photo shows.</summary>
    /// <param name="textSpace">Where they are compared.</param>
    /// <param name="texts">The vectors of all captions there.</param>
    public JudgedEvidence JudgeMeanings(TextSpace textSpace, Matrix texts)
    {
        return new JudgedEvidence(
            ScoreCalibration.MeaningPrefix + textSpace.Name,
            "cosine of captions of the same photo and of others; as if one other caption was there",
            JudgePairs(SplitPart.Validation),
            JudgePairs(SplitPart.Test),
            GetRows(data.Captioned.Parts, SplitPart.Test).Count() - 1
        );

        List<JudgedSample> JudgePairs(SplitPart part)
        {
            int[] rows = [.. GetRows(data.Captioned.Parts, part)];
            var pairs = rows.AsParallel()
                .AsOrdered()
                .SelectMany(
                    (row, place) =>
                        rows.Select(
                            (other, at) =>
                                (
                                    Cosine: (double)
                                        TensorPrimitives.Dot<float>(
                                            texts.GetRow(data.Captioned.CaptionRows[row][0]),
                                            texts.GetRow(data.Captioned.CaptionRows[other][1])
                                        ),
                                    IsOwn: place == at
                                )
                        )
                );
            return BalanceWeights(pairs.Where(pair => pair.Cosine >= textSpace.Threshold), rows.Length);
        }
    }

    /// <summary>For each fit: the shares of captions' own photos and of other photos of the test part that reach it, 0-1.</summary>
    public IReadOnlyList<(double Fit, double Own, double Others)> MeasureFits(IReadOnlyList<double> fits)
    {
        var pairs = new[] { 0, 1 }.SelectMany(ComputeFits).ToLookup(pair => pair.IsOwn, pair => pair.Fit);
        return [.. fits.Select(fit => (fit, pairs[true].Average(Reaches(fit)), pairs[false].Average(Reaches(fit))))];

        static Func<double, double> Reaches(double fit) => one => one >= fit ? 1 : 0;
    }

    private List<JudgedSample> JudgePairs(int half) =>
        BalanceWeights(
            ComputeFits(half).Where(pair => pair.Fit >= options.DescriptionThreshold),
            GetHalf(data.Captioned.Parts, half).Count()
        );

    private ParallelQuery<(double Fit, bool IsOwn)> ComputeFits(int half)
    {
        int[] rows = [.. GetHalf(data.Captioned.Parts, half)];
        var placed = rows.AsParallel().AsOrdered().Select(row => Embed(data.Captioned.Raw, row).Vector).ToList();
        return rows.AsParallel()
            .AsOrdered()
            .SelectMany(
                (row, place) =>
                {
                    var question = space.CreateQuery(
                        space.MapTextVector(data.Captioned.Captions.GetRow(data.Captioned.CaptionRows[row][0]).ToArray())
                    );
                    return placed.Select(
                        (vector, at) =>
                            (Fit: (double)question.ComputeZScore(TensorPrimitives.Dot<float>(question.Vector, vector)), IsOwn: at == place)
                    );
                }
            );
    }

    // All that is right weighs as much as one of each, and all that is wrong as well.
    private static List<JudgedSample> BalanceWeights(IEnumerable<(double Strength, bool IsRight)> pairs, int questions) =>
        [
            .. pairs.Select(pair => new JudgedSample(
                pair.Strength,
                pair.IsRight,
                pair.IsRight ? 1.0 / questions : 1.0 / questions / (questions - 1)
            )),
        ];

    private IEnumerable<Reelsight.Inference.Detection.LabelScore> GetLikelyNames(RawFeatures raw, int row) =>
        space.GetTopNames(Embed(raw, row), (int)(1 / options.NameThreshold)).Where(name => name.Score >= options.NameThreshold);

    private JointEmbedding Embed(RawFeatures raw, int row)
    {
        var (detector, network) = raw.GetRow(row);
        return space.Embed(detector, network);
    }

    // The caption, and the base forms of its words.
    private static IEnumerable<string> GetMentionedForms(string caption, Morphology morphology) =>
        caption.ToLowerInvariant().Split(' ').SelectMany(morphology.GetNounLemmas).Prepend(caption).Select(said => $" {said} ");

    private static IEnumerable<int> GetHalf(SplitPart[] parts, int half) =>
        GetRows(parts, SplitPart.Test).Where((_, place) => place % 2 == half);

    private static IEnumerable<int> GetRows(SplitPart[] parts, SplitPart part) =>
        Enumerable.Range(0, parts.Length).Where(row => parts[row] == part);
}
