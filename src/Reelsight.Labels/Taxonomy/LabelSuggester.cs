using Reelsight.Core.Descriptions;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Taxonomy;

/// <summary>Suggests labels from what is in the footage.</summary>
public static class LabelSuggester
{
    private const int MaxExamples = 3;

    /// <summary>Below this a detector is likelier wrong than right.</summary>
    private const double MinConfidence = 0.5;

    /// <summary>
    /// Names of whole frames exclude each other: from here on all others together have a probability of a quarter at most, and a name is
    /// telling unasked.
    /// </summary>
    public const double MinProbability = 0.75;

    /// <summary>Clips that follow each other so closely are one interval.</summary>
    private const double MaxGapSec = 0.01;

    private readonly record struct Occurrence(string Kind, string Name, string VideoId, double StartSec, double EndSec, double? Confidence);

    /// <summary>The kinds of objects and scenes seen, those in most videos first.</summary>
    /// <param name="videos">The description of each.</param>
    /// <param name="existing">Labels that exist already are not suggested.</param>
    /// <param name="limit">The largest number of suggestions.</param>
    public static IReadOnlyList<LabelSuggestion> Suggest(
        IEnumerable<(string VideoId, MediaDescription Described)> videos,
        IReadOnlyList<LabelRecord> existing,
        int limit
    )
    {
        var known = existing.Select(l => l.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            // A track says more than the looks of whole frames, so it comes first where both have a name.
            .. videos
                .SelectMany(v => FindObjects(v.VideoId, v.Described).Concat(FindScenes(v.VideoId, v.Described)))
                .GroupBy(x => x.Name, StringComparer.OrdinalIgnoreCase)
                .Where(g => !known.Contains(g.Key))
                .Select(g => g.Any(x => x.Kind == "object") ? [.. g.Where(x => x.Kind == "object")] : g.ToList())
                .Select(g => new LabelSuggestion(
                    g[0].Kind,
                    g[0].Name,
                    g.Count,
                    g.Select(x => x.VideoId).Distinct().Count(),
                    Math.Round(g.Sum(x => x.EndSec - x.StartSec), 3),
                    g.Select(x => x.Confidence).OfType<double>().Order().ToList() is { Count: > 0 } sorted
                        ? Math.Round(sorted[sorted.Count / 2], 3)
                        : null,
                    [
                        .. g.OrderByDescending(x => x.Confidence ?? 0)
                            .DistinctBy(x => x.VideoId)
                            .Take(MaxExamples)
                            .Select(x => new LabelExample(x.VideoId, Math.Round(x.StartSec, 3), Math.Round(x.EndSec, 3))),
                    ]
                ))
                .OrderByDescending(s => s.Videos)
                .ThenByDescending(s => s.Count)
                .ThenBy(s => s.Name, StringComparer.Ordinal)
                .Take(limit),
        ];
    }

    private static IEnumerable<Occurrence> FindObjects(string videoId, MediaDescription described) =>
        described
            .Evidence.Where(e => e.Kind == EvidenceKind.Object && !(e.Confidence < MinConfidence))
            .Select(e => new Occurrence("object", e.Text, videoId, e.StartSec, e.EndSec, e.Confidence));

    // Neighbouring clips of one name are one interval, as sure as the less sure of them.
    private static IEnumerable<Occurrence> FindScenes(string videoId, MediaDescription described)
    {
        Occurrence? open = null;
        foreach (var clip in described.Clips)
        {
            var tag = clip.Tags.FirstOrDefault(t => t.Probability >= MinProbability);
            if (open is { } one && one.Name == tag.Name && clip.StartSec <= one.EndSec + MaxGapSec)
            {
                open = one with { EndSec = clip.EndSec, Confidence = Math.Min(one.Confidence ?? 1, tag.Probability) };
                continue;
            }
            if (open is { } ended)
            {
                yield return ended;
            }

            open = tag.Name is null ? null : new Occurrence("scene", tag.Name, videoId, clip.StartSec, clip.EndSec, tag.Probability);
        }
        if (open is { } last)
        {
            yield return last;
        }
    }
}
