using Reelsight.Storage;

namespace Reelsight.Labels.Taxonomy;

/// <summary>A label that the footage suggests.</summary>
/// <param name="Name">What the detector calls it.</param>
/// <param name="Count">How many things of the kind were tracked.</param>
/// <param name="Videos">In how many videos.</param>
/// <param name="Seconds">How long they are in view, together.</param>
/// <param name="Confidence">The middle of the detector's own.</param>
/// <param name="Examples">The surest moments, one a video.</param>
public sealed record LabelSuggestion(string Name, int Count, int Videos, double Seconds, double? Confidence, IReadOnlyList<LabelExample> Examples);

/// <summary>Suggests labels from what is in the footage.</summary>
public static class Suggestions
{
    private const int MostExamples = 3;
    /// <summary>Below this a detector is likelier wrong than right.</summary>
    private const double LeastConfidence = 0.5;

    /// <summary>The kinds of things seen, those in most videos first.</summary>
    /// <param name="videos">What is known of each.</param>
    /// <param name="present">Labels that exist already are not suggested.</param>
    /// <param name="most">At most so many.</param>
    public static IReadOnlyList<LabelSuggestion> Of(IEnumerable<(string VideoId, Described Described)> videos, IReadOnlyList<LabelRecord> present, int most)
    {
        var known = present.Select(l => l.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. videos.SelectMany(v => v.Described.Evidence.Where(e => e.Kind == EvidenceKind.Object && !(e.Confidence < LeastConfidence)).Select(e => (v.VideoId, Evidence: e)))
                .GroupBy(x => x.Evidence.Text, StringComparer.OrdinalIgnoreCase)
                .Where(g => !known.Contains(g.Key))
                .Select(g => new LabelSuggestion(
                    g.Key, g.Count(), g.Select(x => x.VideoId).Distinct().Count(), Math.Round(g.Sum(x => x.Evidence.EndSec - x.Evidence.StartSec), 3),
                    g.Select(x => x.Evidence.Confidence).OfType<double>().Order().ToList() is { Count: > 0 } sorted ? Math.Round(sorted[sorted.Count / 2], 3) : null,
                    [.. g.OrderByDescending(x => x.Evidence.Confidence ?? 0).DistinctBy(x => x.VideoId).Take(MostExamples).Select(x => new LabelExample(x.VideoId, Math.Round(x.Evidence.StartSec, 3), Math.Round(x.Evidence.EndSec, 3)))]))
                .OrderByDescending(s => s.Videos).ThenByDescending(s => s.Count).ThenBy(s => s.Name, StringComparer.Ordinal)
                .Take(most),
        ];
    }
}
