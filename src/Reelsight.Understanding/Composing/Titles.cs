using System.Globalization;
using Reelsight.Understanding.Facts;

namespace Reelsight.Understanding.Composing;

/// <summary>Titles, topics and hashtags.</summary>
internal static class Titles
{
    private const int MostTopics = 8;
    private const int LongestQuote = 60;

    /// <summary>A title by what is most in view, said or written; a sentence that says so when nothing is known.</summary>
    public static Claim Of(VideoTimeline timeline)
    {
        var lines = Keywords.Largest(timeline.OfKind(FactKind.OnScreenText).Where(f => !f.IsDoubtful)).Take(1).ToList();
        var main = Main(timeline);
        if (main.Count > 0)
        {
            var moving = timeline.OfKind(FactKind.Moves).Where(f => f.Name == main[0][0].Name && !f.IsDoubtful).ToList();
            var title = Nouns.Capital(Nouns.Join([.. main.Select(group => Phrase(timeline, group))]));
            if (main.Count == 1 && moving.Count * 2 >= main[0].Select(f => f.Thing).Distinct().Count())
            {
                title += " moving";
            }

            if (lines.Count > 0 && lines[0].Text.Length <= LongestQuote)
            {
                title += $", with “{lines[0].Text}” on screen";
            }
            else
            {
                lines.Clear();
            }

            var counts = timeline.OfKind(FactKind.Count).Where(c => main.Any(g => c.Tallies.Any(t => t.Label == g[0].Name)));
            return new Claim(title, [.. main.SelectMany(g => g), .. counts, .. moving, .. lines]);
        }
        if (lines.Count > 0)
        {
            return new Claim($"“{lines[0].Text}”", lines);
        }

        if (timeline.OfKind(FactKind.Speech).OrderBy(f => f.IsDoubtful).FirstOrDefault() is { } said)
        {
            return new Claim($"Speech: “{said.Text}”", [said]);
        }

        return new Claim("Nothing recognised", []);
    }

    /// <summary>What the video is about: kinds of things, then words that are said or written often.</summary>
    public static List<Claim> Topics(VideoTimeline timeline)
    {
        var things = timeline
            .OfKind(FactKind.Visible)
            .Where(f => !f.IsDoubtful)
            .GroupBy(f => f.Name!)
            .OrderByDescending(Narration.Covered)
            .Select(g => new Claim(
                Nouns.Plural(g.Key).Replace("heads of ", "", StringComparison.Ordinal).Replace("pairs of ", "", StringComparison.Ordinal),
                [.. g]
            ));
        var looks = timeline
            .OfKind(FactKind.LooksLike)
            .Where(f => !f.IsDoubtful)
            .GroupBy(f => f.Text, (name, all) => new Claim(name, [.. all]));
        var words = Keywords
            .Of(timeline.Facts.Where(f => f.Kind is FactKind.Speech or FactKind.OnScreenText && !f.IsDoubtful))
            .Select(w => new Claim(w.Word, w.Facts));
        return [.. looks.Concat(things).Concat(words).DistinctBy(c => c.Text).Take(MostTopics)];
    }

    /// <summary>The topics as hashtags.</summary>
    public static List<Claim> Hashtags(VideoTimeline timeline) =>
        [
            .. Topics(timeline)
                .Select(topic =>
                    topic with
                    {
                        Text =
                            $"#{string.Concat(topic.Text.Split(' ').Select((word, i) => i == 0 ? word : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word)))}",
                    }
                ),
        ];

    // The one or two labels that are in view longest; a second one has to be there for at least half as long.
    private static List<List<Fact>> Main(VideoTimeline timeline)
    {
        var groups = timeline
            .OfKind(FactKind.Visible)
            .Where(f => !f.IsDoubtful)
            .GroupBy(f => f.Name!)
            .Select(g => (Facts: g.ToList(), Sec: Narration.Covered(g)))
            .OrderByDescending(g => g.Sec)
            .ThenBy(g => g.Facts[0].StartSec)
            .ToList();
        return [.. groups.Take(2).Where(g => g.Sec * 2 >= groups[0].Sec).Select(g => g.Facts).OrderBy(g => g[0].Name == "person" ? 0 : 1)];
    }

    private static string Phrase(VideoTimeline timeline, List<Fact> group)
    {
        var label = group[0].Name!;
        var usual = timeline
            .OfKind(FactKind.Count)
            .SelectMany(c => c.Tallies.Where(t => t.Label == label).Select(t => (t.Count, c.LengthSec)))
            .GroupBy(c => c.Count, (count, all) => (count, Sec: all.Sum(c => c.LengthSec)))
            .OrderByDescending(c => c.Sec)
            .FirstOrDefault();
        var things = group.Select(f => f.Thing).Distinct().Count();
        if (usual.count > 1)
        {
            return Nouns.Many(usual.count, label);
        }

        return things > 1 ? Nouns.Plural(label) : group[0].Text;
    }
}
