using System.Globalization;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.Agent;

public sealed partial class StoreAgent
{
    private static string FormatShare(string query, int found, int all, int read)
    {
        var among = read < all ? $"the {NounPhrases.NumberWord(read)} best matches among " : "";
        var share =
            found == all
                ? $"all {NounPhrases.NumberWord(all)} items"
                : $"{NounPhrases.NumberWord(found)} of {among}{NounPhrases.WithCount(all, "item")}";
        return $"“{query.Trim('"')}” is found in {share}.";
    }

    private static string FormatEmptyStore(AgentQuestion question) =>
        question.UnreadyItems > 0
            ? $"There is nothing to look at yet: {NounPhrases.WithCount(question.UnreadyItems, "item")} "
                + $"{(question.UnreadyItems == 1 ? "is" : "are")} not ready."
            : "There is nothing to look at: no ready item was added to the knowledge store, or selected from it.";

    // Nothing to search for in "summarise it", whatever other words there are.
    private static string FormatQuery(PromptIntent ask) =>
        string.Join(
            ' ',
            [
                .. ask.Query.Objects.Select(t => string.Join(' ', t.Colours.Count == 1 ? [t.Colours[0], t.Phrase] : [t.Phrase])),
                .. IsAboutWhole(ask.Kind) ? [] : ask.Query.Words.Select(w => w.Word),
                .. ask.Query.QuotedPhrases.Select(q => $"\"{q}\""),
            ]
        );

    private static bool IsAboutWhole(IntentKind kind) =>
        kind
            is IntentKind.Summary
                or IntentKind.Title
                or IntentKind.Topics
                or IntentKind.Hashtags
                or IntentKind.Chapters
                or IntentKind.Highlights
                or IntentKind.Objects
                or IntentKind.Shots
                or IntentKind.Duration;

    // Items without a hit come last, in the order they are in.
    private static int GetRank(IReadOnlyList<AgentHit> hits, AgentItem item)
    {
        for (var i = 0; i < hits.Count; i++)
        {
            if (hits[i].ItemId == item.Id)
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private static bool IsOneStatementPerLine(PromptIntent ask, AnswerStyle style) =>
        style.IsList || ask.Kind is IntentKind.Chapters or IntentKind.Highlights or IntentKind.Speech or IntentKind.OnScreenText;

    private static string JoinTitles(List<AgentItem> items)
    {
        const int most = 5;
        List<string> names = [.. items.Take(most).Select(i => i.Title)];
        if (items.Count > most)
        {
            names.Add(string.Create(CultureInfo.InvariantCulture, $"{items.Count - most} more"));
        }

        return NounPhrases.Join(names);
    }

    private static List<AnswerParagraph> Shorten(List<AnswerParagraph> paragraphs, int? most)
    {
        if (most is not { } left)
        {
            return paragraphs;
        }

        var kept = new List<AnswerParagraph>();
        foreach (var paragraph in paragraphs.TakeWhile(_ => left > 0))
        {
            kept.Add(paragraph with { Statements = [.. paragraph.Statements.Take(left)] });
            left -= paragraph.Statements.Count;
        }
        return kept;
    }
}
