using System.Globalization;
using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.Answers;

/// <summary>Titles, topics and hashtags.</summary>
internal static class TitleBuilder
{
    private const int MaxTopics = 8;
    private const int MaxQuoteLength = 60;

    /// <summary>A title from the most prominent objects and words; a sentence that says so when nothing was recognised.</summary>
    public static Claim BuildTitle(VideoTimeline timeline)
    {
        var lines = KeywordExtractor.OrderByTextSize(timeline.GetFacts(FactKind.OnScreenText).Where(f => !f.IsDoubtful)).Take(1).ToList();
        var main = FindMainObjects(timeline);
        if (main.Count > 0)
        {
            var moving = timeline.GetFacts(FactKind.Moves).Where(f => f.Name == main[0][0].Name && !f.IsDoubtful).ToList();
            var title = NounPhrases.Capitalize(NounPhrases.Join([.. main.Select(group => FormatGroup(timeline, group))]));
            if (main.Count == 1 && moving.Count * 2 >= main[0].Select(f => f.ObjectNumber).Distinct().Count())
            {
                title += " moving";
            }

            if (lines.Count > 0 && lines[0].Text.Length <= MaxQuoteLength)
            {
                title += $", with “{lines[0].Text}” on screen";
            }
            else
            {
                lines.Clear();
            }

            var counts = timeline.GetFacts(FactKind.Count).Where(c => main.Any(g => c.ObjectCounts.Any(t => t.Label == g[0].Name)));
            return new Claim(title, [.. main.SelectMany(g => g), .. counts, .. moving, .. lines]);
        }
        if (lines.Count > 0)
        {
            return new Claim($"“{lines[0].Text}”", lines);
        }

        if (timeline.GetFacts(FactKind.Speech).OrderBy(f => f.IsDoubtful).FirstOrDefault() is { } said)
        {
            return new Claim($"Speech: “{said.Text}”", [said]);
        }

        return new Claim("Nothing recognised", []);
    }

    /// <summary>Topics: object labels, then frequent words of speech and on-screen text.</summary>
    public static List<Claim> BuildTopics(VideoTimeline timeline)
    {
        var things = timeline
            .GetFacts(FactKind.Visible)
            .Where(f => !f.IsDoubtful)
            .GroupBy(f => f.Name!)
            .OrderByDescending(NarrativeBuilder.MeasureCoverage)
            .Select(g => new Claim(
                NounPhrases
                    .Plural(g.Key)
                    .Replace("heads of ", "", StringComparison.Ordinal)
                    .Replace("pairs of ", "", StringComparison.Ordinal),
                [.. g]
            ));
        var looks = timeline
            .GetFacts(FactKind.LooksLike)
            .Where(f => !f.IsDoubtful)
            .GroupBy(f => f.Text, (name, all) => new Claim(name, [.. all]));
        var words = KeywordExtractor
            .Extract(timeline.Facts.Where(f => f.Kind is FactKind.Speech or FactKind.OnScreenText && !f.IsDoubtful))
            .Select(w => new Claim(w.Word, w.Facts));
        return [.. looks.Concat(things).Concat(words).DistinctBy(c => c.Text).Take(MaxTopics)];
    }

    /// <summary>The topics as hashtags.</summary>
    public static List<Claim> BuildHashtags(VideoTimeline timeline) =>
        [
            .. BuildTopics(timeline)
                .Select(topic => topic with { Text = "#" + string.Concat(topic.Text.Split(' ').Select(ToCamelCasePart)) }),
        ];

    private static string ToCamelCasePart(string word, int index) =>
        index == 0 ? word : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word);

    // The one or two labels that are in view longest; a second one has to be there for at least half as long.
    private static List<List<Fact>> FindMainObjects(VideoTimeline timeline)
    {
        var groups = timeline
            .GetFacts(FactKind.Visible)
            .Where(f => !f.IsDoubtful)
            .GroupBy(f => f.Name!)
            .Select(g => (Facts: g.ToList(), Sec: NarrativeBuilder.MeasureCoverage(g)))
            .OrderByDescending(g => g.Sec)
            .ThenBy(g => g.Facts[0].StartSec)
            .ToList();
        return [.. groups.Take(2).Where(g => g.Sec * 2 >= groups[0].Sec).Select(g => g.Facts).OrderBy(g => g[0].Name == "person" ? 0 : 1)];
    }

    private static string FormatGroup(VideoTimeline timeline, List<Fact> group)
    {
        var label = group[0].Name!;
        var usual = timeline
            .GetFacts(FactKind.Count)
            .SelectMany(c => c.ObjectCounts.Where(t => t.Label == label).Select(t => (t.Count, c.LengthSec)))
            .GroupBy(c => c.Count, (count, all) => (count, Sec: all.Sum(c => c.LengthSec)))
            .OrderByDescending(c => c.Sec)
            .FirstOrDefault();
        var things = group.Select(f => f.ObjectNumber).Distinct().Count();
        if (usual.count > 1)
        {
            return NounPhrases.WithCount(usual.count, label);
        }

        return things > 1 ? NounPhrases.Plural(label) : group[0].Text;
    }
}
