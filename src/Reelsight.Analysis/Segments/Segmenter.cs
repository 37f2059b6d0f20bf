using System.Text.RegularExpressions;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Analysis.Prompts;
using Reelsight.Analysis.StructuredOutput;

namespace Reelsight.Analysis.Segments;

/// <summary>
/// Finds the segments that definitions describe: where the evidence answers the description, or at shots, chapters and phrases when the
/// description asks for these; where the image looks like one that the description refers to. Edges are those of the evidence, and of
/// clips where only whole frames answer.
/// </summary>
internal sealed partial class Segmenter(
    EvidenceQueryParser reader,
    TimelineMatcher finder,
    VisualSimilarityMatcher pictures,
    CancellationToken ct = default
)
{
    /// <summary>A pause in speech up to this long does not end a segment of speech.</summary>
    private const double MaxPauseSec = 1.5;

    /// <summary>The segments of one definition within the window of the timeline.</summary>
    public DefinitionSegments Find(VideoTimeline timeline, SegmentDefinition definition, SegmentLimits limits)
    {
        var ranges =
            definition.TimeRanges.Count > 0
                ? definition
                    .TimeRanges.Select(r => new MatchedInterval(
                        Math.Max(r.StartSec, timeline.StartSec),
                        Math.Min(r.EndSec, timeline.EndSec),
                        [],
                        1
                    ))
                    .Where(r => r.LengthSec > 0)
                : ApplyLimits(timeline, FindIntervals(timeline, definition), limits);
        var topic = reader.Parse("");
        return new DefinitionSegments(
            definition.Id,
            [
                .. ranges.Select(
                    (range, i) =>
                    {
                        ct.ThrowIfCancellationRequested();
                        var filler = new SchemaFiller(reader, finder, ct);
                        var path = $"$.{definition.Id}[{i}]";
                        var metadata = filler.FillObject(
                            timeline.Within(range.StartSec, range.EndSec),
                            definition.Fields,
                            topic,
                            null,
                            $"{path}.metadata"
                        );
                        return new VideoSegment(
                            Math.Round(range.StartSec, 3),
                            Math.Round(range.EndSec, 3),
                            metadata,
                            [new Claim(path, range.Facts), .. filler.Claims]
                        )
                        {
                            IsConclusive = range.IsConclusive,
                        };
                    }
                ),
            ]
        );
    }

    private List<MatchedInterval> FindIntervals(VideoTimeline timeline, SegmentDefinition definition)
    {
        var alike = definition.ReferenceImages.SelectMany(picture => pictures.FindSimilar(timeline, picture)).ToList();
        return alike.Count > 0 ? FindByReferenceImages(timeline, definition, alike) : FindByDescription(timeline, definition.Description);
    }

    // Where the image is: what the description says beside it has to be true there, and where things are seen, these are the edges.
    private List<MatchedInterval> FindByReferenceImages(VideoTimeline timeline, SegmentDefinition definition, List<Fact> alike)
    {
        var beside = reader.Parse(definition.DescriptionWithoutImages);
        var found = finder.Find(
            timeline,
            beside.Objects.Count > 0 || beside.Actions.Count > 0 ? beside : reader.Parse(definition.Description)
        );
        return
        [
            .. RemoveOverlaps(alike.Select(f => new MatchedInterval(f.StartSec, f.EndSec, [f], 1)))
                .SelectMany(stretch =>
                {
                    var inside = found
                        .Where(f => f.StartSec < stretch.EndSec && stretch.StartSec < f.EndSec)
                        .Select(f =>
                            Clip(
                                f with
                                {
                                    Facts = [.. stretch.Facts, .. f.Facts],
                                },
                                Math.Max(f.StartSec, stretch.StartSec),
                                Math.Min(f.EndSec, stretch.EndSec)
                            )
                        )
                        .ToList();
                    return inside.Count > 0 || beside.Actions.Count > 0 || beside.IsNegated ? inside : [stretch];
                }),
        ];
    }

    private List<MatchedInterval> FindByDescription(VideoTimeline timeline, string description)
    {
        var first = FirstSentence().Match(description).Value;
        var asked = reader.Parse(first);
        if (asked.IsEmpty)
        {
            asked = reader.Parse(description);
        }

        var hasContent = asked.Objects.Count > 0 || asked.Actions.Any(d => d != QueryAction.SceneChange) || asked.QuotedPhrases.Count > 0;
        // "Scenes in a store" are the intervals that look like one; "each scene" is every shot.
        hasContent |= asked.Words.Count > 0 && !Every().IsMatch(first);
        if (!hasContent && ShotWords().IsMatch(description))
        {
            return [.. timeline.Shots.Select(s => new MatchedInterval(s.StartSec, s.EndSec, FindCertainFacts(timeline, s), 1))];
        }

        if (!hasContent && ChapterWords().IsMatch(description))
        {
            return
            [
                .. ChapterBuilder
                    .FindRanges(timeline)
                    .Select(s => new MatchedInterval(s.StartSec, s.EndSec, FindCertainFacts(timeline, s), 1))
                    .Where(f => f.Facts.Count > 0),
            ];
        }

        if (!hasContent && HighlightWords().IsMatch(description))
        {
            return RemoveOverlaps(
                Answers
                    .HighlightSelector.Select(timeline)
                    .Select(h => new MatchedInterval(h.StartSec, h.EndSec, [.. h.Claims.SelectMany(c => c.Facts)], 1))
            );
        }

        var found = finder.Find(
            timeline,
            asked,
            asked.IsNegated || asked.IsAboutText ? [] : pictures.FindByDescription(timeline, first, asked)
        );
        // A name that an image is likelier not to have is no segment.
        found.RemoveAll(f => f.Facts.Count > 0 && f.Facts.All(fact => fact is { Kind: FactKind.LooksLike, IsDoubtful: true }));
        return asked.IsAboutText ? JoinAcrossPauses(found) : found;
    }

    private static List<Fact> FindCertainFacts(VideoTimeline timeline, ShotInterval scene) =>
        [.. timeline.Facts.Where(f => f.Overlaps(scene.StartSec, scene.EndSec) && !f.IsDoubtful)];

    private static List<MatchedInterval> JoinAcrossPauses(List<MatchedInterval> found)
    {
        var joined = new List<MatchedInterval>();
        foreach (var next in found)
        {
            if (joined.Count > 0 && next.StartSec - joined[^1].EndSec <= MaxPauseSec)
            {
                joined[^1] = joined[^1] with { EndSec = next.EndSec, Facts = [.. joined[^1].Facts.Union(next.Facts)] };
            }
            else
            {
                joined.Add(next);
            }
        }
        return joined;
    }

    private static List<MatchedInterval> RemoveOverlaps(IEnumerable<MatchedInterval> found)
    {
        var kept = new List<MatchedInterval>();
        foreach (var next in found.OrderBy(f => f.StartSec))
        {
            var start = kept.Count > 0 ? Math.Max(next.StartSec, kept[^1].EndSec) : next.StartSec;
            var facts = next.Facts.Where(f => f.Overlaps(start, next.EndSec)).ToList();
            if (start < next.EndSec && facts.Count > 0)
            {
                kept.Add(next with { StartSec = start, Facts = facts });
            }
        }
        return kept;
    }

    // Too short ones are left out, since longer ones would show what was not asked for; too long ones are cut at shots and clips where
    // these lie well.
    private static IEnumerable<MatchedInterval> ApplyLimits(VideoTimeline timeline, List<MatchedInterval> found, SegmentLimits limits)
    {
        foreach (
            var segment in found.SelectMany(f =>
                limits.MaxSec is { } most && f.LengthSec > most ? SplitByMaxDuration(timeline, f, most) : [f]
            )
        )
        {
            if (segment.LengthSec >= (limits.MinSec ?? 0) - 1e-6)
            {
                yield return segment;
            }
        }
    }

    private static IEnumerable<MatchedInterval> SplitByMaxDuration(VideoTimeline timeline, MatchedInterval found, double maxSec)
    {
        var start = found.StartSec;
        while (found.EndSec - start > maxSec + 1e-6)
        {
            var left = found.EndSec - start;
            var even = start + left / Math.Ceiling(left / maxSec);
            var edge = timeline.BoundariesSec.Where(e => e >= start + maxSec / 2 && e <= start + maxSec).DefaultIfEmpty(even).Max();
            yield return Clip(found, start, edge);
            start = edge;
        }
        yield return Clip(found, start, found.EndSec);
    }

    private static MatchedInterval Clip(MatchedInterval found, double start, double end) =>
        found with
        {
            StartSec = start,
            EndSec = end,
            Facts = [.. found.Facts.Where(f => f.Overlaps(start, end))],
        };

    [GeneratedRegex(
        @"(?i)\b(?:each|every|all|into|by|boundar(?:y|ies)|changes?|logical|thematic|distinct|different|key|best|notable"
            + @"|interesting|main)\b"
    )]
    private static partial Regex Every();

    [GeneratedRegex(@"^[^.!?\n]+")]
    private static partial Regex FirstSentence();

    [GeneratedRegex(@"(?i)\b(?:shots?|scenes?|cuts?|camera changes?)\b")]
    private static partial Regex ShotWords();

    [GeneratedRegex(@"(?i)\b(?:chapters?|topics?|sections?|parts?|phases?|logical|thematic|segments?|steps?)\b")]
    private static partial Regex ChapterWords();

    [GeneratedRegex(@"(?i)\b(?:highlights?|key moments?|best|notable|interesting)\b")]
    private static partial Regex HighlightWords();
}
