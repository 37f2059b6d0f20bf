using Reelsight.Search;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Reading;

namespace Reelsight.Understanding.Finding;

/// <summary>
/// Finds the clips that look like what a request describes or shows, where no fact names it. A likeness is measured, and no model says how
/// sure it is: the facts that this makes have no confidence.
/// </summary>
internal sealed class PictureFinder(ClipMatcher? clips)
{
    private const string Source = "whole pictures";

    /// <summary>A fact for each stretch that fits a description. Its things are for other facts to show.</summary>
    public List<Fact> Fitting(VideoTimeline timeline, string description, SoughtReading asked) =>
        clips is null || asked.Words.Count == 0
            ? []
            : Stretches(
                timeline,
                clips.Describe(description, [.. asked.Words.Select(w => w.Word)], timeline.Whole.Clips, timeline.Whole.Vectors),
                $"“{description.Trim()}”"
            );

    /// <summary>A fact for each stretch that looks like a picture.</summary>
    public List<Fact> Alike(VideoTimeline timeline, ReferencePicture picture) =>
        clips is null
            ? []
            : Stretches(timeline, clips.LookAlike(picture.Looks, picture.Shows, timeline.Whole.Vectors), $"the picture <@{picture.Name}>");

    private static List<Fact> Stretches(VideoTimeline timeline, IReadOnlyList<int> places, string text)
    {
        var facts = new List<Fact>();
        foreach (var clip in places.Select(place => timeline.Whole.Clips[place]))
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
