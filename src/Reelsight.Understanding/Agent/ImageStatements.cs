using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Finding;
using Reelsight.Understanding.Reading;

namespace Reelsight.Understanding.Agent;

/// <summary>
/// Answers about a picture: what it shows and what is written in it, without times. What only a recording can have is left out.
/// </summary>
internal static class ImageStatements
{
    private const int MostLines = 5;

    /// <summary>The statements that answer; empty when the picture does not.</summary>
    public static List<Statement> Of(AgentItem item, VideoTimeline picture, Ask ask) =>
        ask.Kind switch
        {
            AskKind.Speech or AskKind.Shots or AskKind.Duration or AskKind.Chapters or AskKind.Highlights or AskKind.Unknowable => [],
            AskKind.Writing => [.. Written(item, picture, ask.Sought)],
            AskKind.Colour => [.. Coloured(item, picture, ask.Sought)],
            AskKind.Summary or AskKind.Title or AskKind.Topics or AskKind.Hashtags =>
            [
                .. Shown(item, picture, ask.Sought with { Words = [] }),
                .. Written(item, picture, ask.Sought with { Words = [] }),
            ],
            AskKind.Objects => [.. Shown(item, picture, ask.Sought with { Words = [] })],
            _ => [.. Shown(item, picture, ask.Sought), .. ask.Sought.Things.Count == 0 ? Written(item, picture, ask.Sought) : []],
        };

    private static IEnumerable<Statement> Coloured(AgentItem item, VideoTimeline picture, SoughtReading asked)
    {
        foreach (
            var seen in asked
                .Things.SelectMany(thing => EvidenceFinder.Visible(picture, thing with { Colours = [] }))
                .Where(f => f.Colours.Count > 0)
        )
        {
            yield return Statement.Of($"{Nouns.Capital(Nouns.Join(seen.Colours))}.", item, [seen]);
        }
    }

    private static IEnumerable<Statement> Shown(AgentItem item, VideoTimeline picture, SoughtReading asked)
    {
        if (asked.Things.Count == 0 && (asked.Words.Count > 0 || asked.Quoted.Count > 0))
        {
            yield break;
        }

        var visible =
            asked.Things.Count == 0
                ? [.. picture.OfKind(FactKind.Visible).Where(f => !f.IsDoubtful)]
                : asked.Things.SelectMany(thing => EvidenceFinder.Visible(picture, thing)).Distinct().ToList();
        if (visible.Count == 0)
        {
            yield break;
        }

        var things = visible
            .GroupBy(f => f.Name!)
            .Select(group => group.Count() == 1 ? group.First().Text : Nouns.Many(group.Count(), group.Key));
        var possibly = visible.TrueForAll(f => f.IsDoubtful) ? "possibly " : "";
        yield return Statement.Of($"The picture {possibly}shows {Nouns.Join([.. things])}.", item, visible);
    }

    private static IEnumerable<Statement> Written(AgentItem item, VideoTimeline picture, SoughtReading asked)
    {
        var words = asked.Words.Select(w => w.Word).Concat(asked.Quoted).ToList();
        var lines = picture
            .OfKind(FactKind.OnScreenText)
            .Where(f => !f.IsDoubtful && (words.Count == 0 || words.Exists(w => f.Text.Contains(w, StringComparison.OrdinalIgnoreCase))))
            .DistinctBy(f => f.Text)
            .Take(MostLines)
            .ToList();
        if (lines.Count > 0)
        {
            yield return Statement.Of($"It reads {Nouns.Join([.. lines.Select(l => $"“{l.Text}”")])}.", item, lines);
        }
    }
}
