using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Prompts;
using Reelsight.Search.Matching;

namespace Reelsight.Analysis.Matching;

/// <summary>
/// Finds the clips that look like what a request describes or shows, where no fact names it. A likeness is measured, and no model says how
/// sure it is: the facts that this makes have no confidence.
/// </summary>
internal sealed class VisualSimilarityMatcher(ClipMatcher? clips)
{
    private const string Source = "whole pictures";

    /// <summary>A fact for each interval that is similar to a description.</summary>
    public List<Fact> FindByDescription(VideoTimeline timeline, string description, EvidenceQuery asked) =>
        clips is null || asked.Words.Count == 0
            ? []
            : CreateFacts(
                timeline,
                clips.MatchDescription(
                    description,
                    [.. asked.Words.Select(w => w.Word)],
                    timeline.ClipFeatures.Clips,
                    timeline.ClipFeatures.Vectors
                ),
                $"“{description.Trim()}”"
            );

    /// <summary>A fact for each interval that is similar to an image.</summary>
    public List<Fact> FindSimilar(VideoTimeline timeline, ReferenceImage picture) =>
        clips is null
            ? []
            : CreateFacts(
                timeline,
                clips.MatchImage(picture.SimilarityVectors, picture.JointVector, timeline.ClipFeatures.Vectors),
                $"the picture <@{picture.Name}>"
            );

    private static List<Fact> CreateFacts(VideoTimeline timeline, IReadOnlyList<int> places, string text)
    {
        var facts = new List<Fact>();
        foreach (var clip in places.Select(place => timeline.ClipFeatures.Clips[place]))
        {
            var (start, end) = (Math.Max(clip.StartSec, timeline.StartSec), Math.Min(clip.EndSec, timeline.EndSec));
            if (end <= start)
            {
                continue;
            }

            if (facts.Count > 0 && start - facts[^1].EndSec < 0.01)
            {
                facts[^1] = facts[^1] with { EndSec = end };
            }
            else
            {
                facts.Add(
                    new Fact
                    {
                        Kind = FactKind.LooksLike,
                        Text = text,
                        StartSec = start,
                        EndSec = end,
                        Source = Source,
                    }
                );
            }
        }
        return facts;
    }
}
