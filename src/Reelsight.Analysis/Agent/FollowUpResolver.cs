using System.Text.RegularExpressions;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.Agent;

/// <summary>
/// Resolves what a question refers to. An item is meant by its name; in the answer before, "the second one" is the second item that it
/// cited, "it" and "those" are all of them, and "what about cats?" is the question before with cats in it.
/// </summary>
internal sealed partial class FollowUpResolver(EvidenceQueryParser reader)
{
    private const int MinNameLength = 4;
    private static readonly string[] _ordinals = ["first", "second", "third", "fourth", "fifth"];

    public ResolvedQuestion Resolve(AgentQuestion question)
    {
        var (text, items) = FindNamedItems(question.Text.Trim(), question.Items);
        List<AgentItem> cited =
        [
            .. (question.PreviousTurn?.CitedItemIds ?? []).Select(id => items.FirstOrDefault(item => item.Id == id)).OfType<AgentItem>(),
        ];
        if (Ordinal().Match(text) is { Success: true } ordinal)
        {
            var phrase = ordinal.Value.Trim();
            if (question.PreviousTurn is null)
            {
                return new(
                    text,
                    items,
                    $"There is no earlier answer in this session that “{phrase}” could refer to. Name the item, or select it."
                );
            }

            var place = ordinal.Groups["n"].Value.ToUpperInvariant() is "LAST" ? cited.Count - 1 : ParseOrdinal(ordinal.Groups["n"].Value);
            if (place < 0 || place >= cited.Count)
            {
                return new(
                    text,
                    items,
                    $"The answer before cited {NounPhrases.WithCount(cited.Count, "item")}, so there is no “{phrase}”. Name the item, "
                        + $"or select it."
                );
            }

            return new(CompleteEllipsis(Ordinal().Replace(text, " "), text, question.PreviousTurn), [cited[place]]);
        }
        if (question.PreviousTurn is null)
        {
            return new(text, items);
        }

        if (cited.Count > 0 && Pronoun().IsMatch(text))
        {
            return new(CompleteEllipsis(Pronoun().Replace(text, " "), text, question.PreviousTurn), cited);
        }

        return new(CompleteEllipsis(text, text, question.PreviousTurn), items);
    }

    // The words of a name are nothing to look for.
    private static (string Text, IReadOnlyList<AgentItem> Items) FindNamedItems(string text, IReadOnlyList<AgentItem> items)
    {
        List<AgentItem> named =
        [
            .. items.Where(item => item.Title.Length >= MinNameLength && text.Contains(item.Title, StringComparison.OrdinalIgnoreCase)),
        ];
        foreach (var title in named.Select(item => item.Title).Distinct().OrderByDescending(title => title.Length))
        {
            text = text.Replace(title, "the video", StringComparison.OrdinalIgnoreCase);
        }

        return (text, named.Count > 0 ? named : items);
    }

    // "And in the second one?" asks the same again; "and cats?" asks the same about cats.
    private string CompleteEllipsis(string rest, string text, AgentTurn previousTurn)
    {
        if (!Elliptical().IsMatch(text))
        {
            return text;
        }

        var asked = reader.Parse(Elliptical().Replace(rest, " "));
        if (asked.IsEmpty)
        {
            return previousTurn.Question;
        }

        var earlier = reader.Parse(previousTurn.Question);
        return asked.Objects is [var now] && earlier.Objects is [var then, ..]
            ? Regex.Replace(
                previousTurn.Question,
                $@"\b{Regex.Escape(then.Phrase).Replace(@"\ ", @"\W+", StringComparison.Ordinal)}\b",
                now.Phrase,
                RegexOptions.IgnoreCase
            )
            : text;
    }

    private static int ParseOrdinal(string ordinal) =>
        char.IsAsciiDigit(ordinal[0]) ? ordinal[0] - '1' : Array.IndexOf(_ordinals, ordinal.ToLowerInvariant());

    [GeneratedRegex(
        @"(?i)\b(?:the |that )?(?<n>first|second|third|fourth|fifth|last|[1-5](?:st|nd|rd|th)) (?:one|video|item|clip|image|picture"
            + @"|photo|file|result)\b"
    )]
    private static partial Regex Ordinal();

    [GeneratedRegex(
        @"(?i)\b(?:in (?:there|these|those)|(?:this|that|these|those|the same) (?:ones?|videos?|clips?|items?|pictures?|images?|photos?)"
            + @"|it|they|them)\b"
    )]
    private static partial Regex Pronoun();

    [GeneratedRegex(@"(?i)^\W*(?:(?:and|ok|so|then)\b[\s,]*)?(?:what|how) about\b|^\W*and\b")]
    private static partial Regex Elliptical();
}
