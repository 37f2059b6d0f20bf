using System.Numerics.Tensors;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Search;

namespace Reelsight.Analysis.Facts;

/// <summary>Builds facts about shots and their on-screen text: cuts, repeated shots, text that appears.</summary>
internal static class ShotFactBuilder
{
    /// <summary>Lines that are there from the start, or from a cut on, have not appeared.</summary>
    private const double MinDelaySec = 0.75;
    private const int MaxQuotedLines = 3;

    // Below this it is likelier something else.
    private const double MinProbability = 0.5;
    private const string SceneNameSource = "joint-names";

    /// <summary>So many different shots are remembered to compare later ones with.</summary>
    private const int MaxComparedShots = 300;

    /// <summary>A fact for each time at which lines of text appear, with the lowest of their confidences.</summary>
    public static IEnumerable<Fact> BuildTextAppears(IEnumerable<Evidence> evidence, IReadOnlyList<double> cutsSec)
    {
        var late = evidence
            .Where(e =>
                e.Kind == EvidenceKind.OnScreenText
                && e.EndSec > e.StartSec
                && !string.IsNullOrWhiteSpace(e.Text)
                && e.StartSec > MinDelaySec
            )
            .Where(e => !cutsSec.Any(cut => Math.Abs(e.StartSec - cut) <= MinDelaySec));
        foreach (var group in late.GroupBy(e => e.StartSec))
        {
            var lines = group.DistinctBy(e => e.Text).ToList();
            var quoted = lines.Take(MaxQuotedLines).Select(l => $"“{l.Text.Trim()}”").ToList();
            if (lines.Count > MaxQuotedLines)
            {
                quoted.Add(
                    $"{NounPhrases.NumberWord(lines.Count - MaxQuotedLines)} more {(lines.Count - MaxQuotedLines == 1 ? "line" : "lines")}"
                );
            }

            yield return new Fact
            {
                Kind = FactKind.TextAppears,
                Text = $"{NounPhrases.Join(quoted)} {(lines.Count == 1 ? "appears" : "appear")} on screen",
                StartSec = group.Key,
                EndSec = lines.Max(l => l.EndSec),
                Source = lines[0].Source,
                Confidence = lines.Min(l => l.Confidence),
            };
        }
    }

    /// <summary>
    /// What the image as a whole is likely to show, clip by clip, with the lowest probability of the clips that are joined.
    /// </summary>
    public static IEnumerable<Fact> BuildSceneNames(MediaDescription described)
    {
        Fact? open = null;
        foreach (var clip in described.Clips)
        {
            var tag = clip.Tags.FirstOrDefault(t => t.Probability >= MinProbability);
            if (tag.Name is not null && open?.Text == tag.Name && open.EndSec >= clip.StartSec - 0.01)
            {
                open = open with { EndSec = clip.EndSec, Confidence = Math.Min(open.Confidence ?? 1, tag.Probability) };
                continue;
            }
            if (open is not null)
            {
                yield return open;
            }

            open = tag.Name is null
                ? null
                : new Fact
                {
                    Kind = FactKind.LooksLike,
                    Text = tag.Name,
                    StartSec = clip.StartSec,
                    EndSec = clip.EndSec,
                    Source = SceneNameSource,
                    Confidence = tag.Probability,
                };
        }
        if (open is not null)
        {
            yield return open;
        }
    }

    /// <summary>A fact for each shot that looks like an earlier one, not counting the one before it.</summary>
    public static IEnumerable<Fact> BuildRepeatedShots(MediaDescription described, IReadOnlyList<ShotInterval> scenes)
    {
        var options = new SearchOptions();
        if (
            scenes.Count < 3
            || described.Vectors.FirstOrDefault(v => v.Space == options.VisualFeatureSpace && v.Unit == VectorUnit.Clip) is not { } vectors
        )
        {
            yield break;
        }

        var comparedShots = new List<(ShotInterval Scene, int Place, float[] Look)>();
        for (var place = 0; place < scenes.Count; place++)
        {
            var scene = scenes[place];
            if (LookOf(scene) is not { } vector)
            {
                continue;
            }

            var similar = comparedShots
                .Where(k => k.Place < place - 1)
                .Select(k => (k.Scene, Cosine: TensorPrimitives.Dot<float>(k.Look, vector)))
                .Where(k => k.Cosine >= options.NearDuplicateThreshold)
                .OrderByDescending(k => k.Cosine)
                .Select(k => (ShotInterval?)k.Scene)
                .FirstOrDefault();
            if (similar is not { } first)
            {
                if (comparedShots.Count < MaxComparedShots)
                {
                    comparedShots.Add((scene, place, vector));
                }

                continue;
            }
            yield return new Fact
            {
                Kind = FactKind.RepeatedScene,
                Text = $"the shot looks like the one {Facts.TimeFormatter.FormatRange(first.StartSec, first.EndSec)}",
                StartSec = scene.StartSec,
                EndSec = scene.EndSec,
                Source = vectors.Space,
            };
        }

        // The mean of its clips, scaled to length 1.
        float[]? LookOf(ShotInterval scene)
        {
            var sum = new float[vectors.Dimension];
            for (var clip = 0; clip < described.Clips.Count; clip++)
            {
                var middle = (described.Clips[clip].StartSec + described.Clips[clip].EndSec) / 2;
                if (middle < scene.StartSec || middle >= scene.EndSec)
                {
                    continue;
                }

                TensorPrimitives.Add(sum, vectors.Values.AsSpan(clip * vectors.Dimension, vectors.Dimension), sum);
            }
            var norm = TensorPrimitives.Norm<float>(sum);
            if (norm <= 0)
            {
                return null;
            }

            TensorPrimitives.Divide(sum, norm, sum);
            return sum;
        }
    }

    /// <summary>One shot gives way to the next.</summary>
    public static Fact BuildSceneChange(double atSec, double endSec) =>
        new()
        {
            Kind = FactKind.SceneChange,
            Text = "the picture changes to another shot",
            StartSec = atSec,
            EndSec = Math.Min(atSec + 0.001, endSec),
            Source = "shots",
        };
}
