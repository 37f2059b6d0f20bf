using System.Numerics.Tensors;
using Reelsight.Models.Joint;
using Reelsight.Search;
using Reelsight.Search.Lexicon;
using Reelsight.Training.Pictures;

namespace Reelsight.Training.Calibrating;

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
    public JudgedEvidence Names(IReadOnlyList<string[]> captions, Morphology morphology)
    {
        return new JudgedEvidence("name", "names of pictures of the class sets and of captioned photos; log odds", Judge(0), Judge(1));

        IReadOnlyList<Judged> Judge(int half)
        {
            var sets = new List<List<(float Probability, bool IsRight)>>();
            foreach (var set in data.Classes)
            {
                sets.Add([
                    .. Half(set.Parts, half)
                        .AsParallel()
                        .AsOrdered()
                        .SelectMany(row =>
                            Likely(set.Raw, row)
                                .Select(name => (name.Score, name.Label.Equals(set.Names[row], StringComparison.OrdinalIgnoreCase)))
                        ),
                ]);
            }

            sets.Add([
                .. Half(data.Captioned.Parts, half)
                    .AsParallel()
                    .AsOrdered()
                    .SelectMany(row =>
                    {
                        var said = string.Concat(captions[row].SelectMany(caption => Mentioned(caption, morphology)));
                        return Likely(data.Captioned.Raw, row)
                            .Select(name => (name.Score, said.Contains($" {name.Label} ", StringComparison.OrdinalIgnoreCase)));
                    }),
            ]);
            return
            [
                .. sets.SelectMany(set => set.Select(one => new Judged(Judged.LogOdds(one.Probability), one.IsRight, 1.0 / set.Count))),
            ];
        }
    }

    /// <summary>Judges how captions fit photos: right for their own photo, wrong for all others of the part.</summary>
    public JudgedEvidence Descriptions() =>
        new(
            "description",
            "fit of captions with photos; as if one other photo was there",
            Judge(0),
            Judge(1),
            Half(data.Captioned.Parts, 1).Count() - 1
        );

    /// <summary>Judges how near captions are to one another: right when they say what the same photo shows.</summary>
    public JudgedEvidence Meanings()
    {
        return new JudgedEvidence(
            "meaning",
            "cosine of captions of the same photo and of others; as if one other caption was there",
            Judge(Part.Validation),
            Judge(Part.Test),
            Rows(data.Captioned.Parts, Part.Test).Count() - 1
        );

        List<Judged> Judge(Part part)
        {
            int[] rows = [.. Rows(data.Captioned.Parts, part)];
            var texts = data.Captioned.Captions;
            var pairs = rows.AsParallel()
                .AsOrdered()
                .SelectMany(
                    (row, place) =>
                        rows.Select(
                            (other, at) =>
                                (
                                    Cosine: (double)
                                        TensorPrimitives.Dot<float>(
                                            texts.Row(data.Captioned.CaptionsOf[row][0]),
                                            texts.Row(data.Captioned.CaptionsOf[other][1])
                                        ),
                                    IsOwn: place == at
                                )
                        )
                );
            return Balanced(pairs.Where(pair => pair.Cosine >= options.MeaningFloor), rows.Length);
        }
    }

    private List<Judged> Judge(int half)
    {
        int[] rows = [.. Half(data.Captioned.Parts, half)];
        var placed = rows.AsParallel().AsOrdered().Select(row => Described(data.Captioned.Raw, row).Vector).ToList();
        var pairs = rows.AsParallel()
            .AsOrdered()
            .SelectMany(
                (row, place) =>
                {
                    var question = space.Ask(space.FromText(data.Captioned.Captions.Row(data.Captioned.CaptionsOf[row][0]).ToArray()));
                    return placed.Select(
                        (vector, at) =>
                            (Fit: (double)question.Fit(TensorPrimitives.Dot<float>(question.Vector, vector)), IsOwn: at == place)
                    );
                }
            );
        return Balanced(pairs.Where(pair => pair.Fit >= options.DescriptionFloor), rows.Length);
    }

    // All that is right weighs as much as one of each, and all that is wrong as well.
    private static List<Judged> Balanced(IEnumerable<(double Strength, bool IsRight)> pairs, int questions) =>
        [
            .. pairs.Select(pair => new Judged(
                pair.Strength,
                pair.IsRight,
                pair.IsRight ? 1.0 / questions : 1.0 / questions / (questions - 1)
            )),
        ];

    private IEnumerable<Reelsight.Models.Objects.LabelScore> Likely(RawFeatures raw, int row) =>
        space.TopNames(Described(raw, row), (int)(1 / options.NameFloor)).Where(name => name.Score >= options.NameFloor);

    private JointPicture Described(RawFeatures raw, int row)
    {
        var (detector, network) = raw.Of(row);
        return space.Describe(detector, network);
    }

    // The caption, and the base forms of its words.
    private static IEnumerable<string> Mentioned(string caption, Morphology morphology) =>
        caption.ToLowerInvariant().Split(' ').SelectMany(morphology.NounLemmas).Prepend(caption).Select(said => $" {said} ");

    private static IEnumerable<int> Half(Part[] parts, int half) => Rows(parts, Part.Test).Where((_, place) => place % 2 == half);

    private static IEnumerable<int> Rows(Part[] parts, Part part) => Enumerable.Range(0, parts.Length).Where(row => parts[row] == part);
}
