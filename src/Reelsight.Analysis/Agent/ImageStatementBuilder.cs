using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.Agent;

/// <summary>
/// Answers about an image: its objects and its text, without times. Intents that apply to video only are left out.
/// </summary>
internal static class ImageStatementBuilder
{
    private const int MaxLines = 5;

    /// <summary>The statements that answer; empty when the image supports none.</summary>
    public static List<CitedStatement> Build(AgentItem item, VideoTimeline picture, PromptIntent ask) =>
        ask.Kind switch
        {
            IntentKind.Speech
            or IntentKind.Shots
            or IntentKind.Duration
            or IntentKind.Chapters
            or IntentKind.Highlights
            or IntentKind.Unanswerable => [],
            IntentKind.OnScreenText => [.. BuildOnScreenTextStatements(item, picture, ask.Query)],
            IntentKind.Colour => [.. BuildColourStatements(item, picture, ask.Query)],
            IntentKind.Summary or IntentKind.Title or IntentKind.Topics or IntentKind.Hashtags =>
            [
                .. BuildObjectStatements(item, picture, ask.Query with { Words = [] }),
                .. BuildOnScreenTextStatements(item, picture, ask.Query with { Words = [] }),
            ],
            IntentKind.Objects => [.. BuildObjectStatements(item, picture, ask.Query with { Words = [] })],
            _ =>
            [
                .. BuildObjectStatements(item, picture, ask.Query),
                .. ask.Query.Objects.Count == 0 ? BuildOnScreenTextStatements(item, picture, ask.Query) : [],
            ],
        };

    private static IEnumerable<CitedStatement> BuildColourStatements(AgentItem item, VideoTimeline picture, EvidenceQuery asked)
    {
        var coloured = asked
            .Objects.SelectMany(thing => TimelineMatcher.FindVisible(picture, thing with { Colours = [] }))
            .Where(f => f.Colours.Count > 0)
            .ToList();
        return coloured
            .Select(seen => CitedStatement.FromFacts($"{NounPhrases.Capitalize(NounPhrases.Join(seen.Colours))}.", item, [seen]))
            .Concat(BuildOpenStatements(item, asked, coloured));
    }

    // A narrower word than what was seen stays open.
    private static IEnumerable<CitedStatement> BuildOpenStatements(AgentItem item, EvidenceQuery asked, IReadOnlyList<Fact> seen) =>
        OpenWording.FormatSentences(asked.Objects, seen).Select(open => CitedStatement.FromFacts(open.Sentence, item, open.Facts));

    private static IEnumerable<CitedStatement> BuildObjectStatements(AgentItem item, VideoTimeline picture, EvidenceQuery asked)
    {
        if (asked.Objects.Count == 0 && (asked.Words.Count > 0 || asked.QuotedPhrases.Count > 0))
        {
            yield break;
        }

        var visible =
            asked.Objects.Count == 0
                ? [.. picture.GetFacts(FactKind.Visible).Where(f => !f.IsDoubtful)]
                : asked.Objects.SelectMany(thing => TimelineMatcher.FindVisible(picture, thing)).Distinct().ToList();
        if (visible.Count == 0)
        {
            yield break;
        }

        var things = visible
            .GroupBy(f => f.Name!)
            .Select(group => group.Count() == 1 ? group.First().Text : NounPhrases.WithCount(group.Count(), group.Key));
        var possibly = visible.TrueForAll(f => f.IsDoubtful) ? "possibly " : "";
        yield return CitedStatement.FromFacts($"The picture {possibly}shows {NounPhrases.Join([.. things])}.", item, visible);
        foreach (var open in BuildOpenStatements(item, asked, visible))
        {
            yield return open;
        }
    }

    private static IEnumerable<CitedStatement> BuildOnScreenTextStatements(AgentItem item, VideoTimeline picture, EvidenceQuery asked)
    {
        var words = asked.Words.Select(w => w.Word).Concat(asked.QuotedPhrases).ToList();
        var lines = picture
            .GetFacts(FactKind.OnScreenText)
            .Where(f => !f.IsDoubtful && (words.Count == 0 || words.Exists(w => f.Text.Contains(w, StringComparison.OrdinalIgnoreCase))))
            .DistinctBy(f => f.Text)
            .Take(MaxLines)
            .ToList();
        if (lines.Count > 0)
        {
            yield return CitedStatement.FromFacts($"It reads {NounPhrases.Join([.. lines.Select(l => $"“{l.Text}”")])}.", item, lines);
        }
    }
}
