using System.Collections.Frozen;
using Reelsight.Search.Lexicon;
using static Reelsight.Search.Reading.Cues;

namespace Reelsight.Search.Reading;

/// <summary>Reads what must not be there: "without people", "no cars", "cars but not trucks", "-word", "not moving".</summary>
internal sealed class NegationReader(QueryReader reader, LabelMap labels)
{
    /// <summary>Words of what is denied at most, in one piece.</summary>
    private const int LongestPhrase = 4;

    private static readonly FrozenSet<string> Articles = new[] { "a", "an", "any", "the", "some", "all", "when", "where" }.ToFrozenSet(
        StringComparer.Ordinal
    );

    /// <summary>Reads a denial and keeps it; returns the tokens that it takes, or 0 when there is none here.</summary>
    public int Read(List<QueryToken> tokens, int at, Reading reading)
    {
        if (tokens[at].Kind == TokenKind.Excluded)
        {
            reading.Restrict(Without($"-{tokens[at].Text}", [Part(tokens[at].Text)]) with { AlsoWords = true });
            return 1;
        }
        if (Is(tokens, at, "nobody") || Is(tokens, at, "no") && Is(tokens, at + 1, "one") && WordAt(tokens, at + 2) is not { })
        {
            var length = Is(tokens, at, "nobody") ? 1 : 2;
            var speaks = WordAt(tokens, at + length) is "speaks" or "speaking" or "talks" or "talking" ? 1 : 0;
            reading.Restrict(speaks > 0 ? NoSpeech("nobody speaks") : Without("nobody", [Part("person")]));
            return length + speaks;
        }
        if (Trigger(tokens, at) is not { } trigger || NumberAt(tokens, at) is not null)
        {
            return 0;
        }
        if (trigger.IsPlainNot && NotOf(tokens, at + 1, reading) is var used and > 0)
        {
            return used + 1;
        }
        var from = at + trigger.Length;
        var denied = new List<Restriction>();
        var end = from;
        while (Phrase(tokens, end) is var (words, length))
        {
            if (Restriction(words, trigger.IsSure) is not { } restriction)
            {
                break;
            }
            denied.Add(restriction);
            end += length;
            if (!(WordAt(tokens, end) is "or" or "nor" or "and" && Continues(tokens, end)))
            {
                break;
            }
            end++;
        }
        foreach (var restriction in denied)
        {
            reading.Restrict(restriction);
        }
        return denied.Count == 0 ? 0 : end - at;
    }

    private readonly record struct Denial(int Length, bool IsSure, bool IsPlainNot = false);

    /// <summary>Words that deny. The sure ones deny words as well; "no problem" is looked for as it stands.</summary>
    private static Denial? Trigger(List<QueryToken> tokens, int at)
    {
        var but = Is(tokens, at, "but") ? 1 : 0;
        return WordAt(tokens, at + but) switch
        {
            "without" or "excluding" or "minus" => new Denial(but + 1, true),
            "except" => new Denial(but + (Is(tokens, at + but + 1, "for") ? 2 : 1), true),
            "not" or "no" when but == 1 => new Denial(2, true),
            "no" => new Denial(1, false),
            "not" => new Denial(1, false, IsPlainNot: true),
            _ => null,
        };
    }

    /// <summary>"Not red", "not moving": said of the noun before.</summary>
    private static int NotOf(List<QueryToken> tokens, int at, Reading reading)
    {
        if (WordAt(tokens, at) is not { } word)
        {
            return 0;
        }
        if (
            Colours.NumberOf(word) is var colour and >= 0
            && WordAt(tokens, at + 1) is null or "and" or "or"
            && reading.TakeOtherThan(colour)
        )
        {
            return 1;
        }
        if (word == "moving" || word == "still")
        {
            reading.TakeMovement(word != "moving", $"not {word}");
            return 1;
        }
        return 0;
    }

    // "No cars and a dog": what has an article or a number of its own is asked for.
    private static bool Continues(List<QueryToken> tokens, int at) =>
        WordAt(tokens, at) is "or" or "nor"
        || WordAt(tokens, at + 1) is { } next
            && !Articles.Contains(next)
            && next is not ("no" or "not" or "without" or "with")
            && WordLists.NumberOf(next) is null;

    /// <summary>The words up to the end of a noun phrase, articles left out, and the tokens they take; null when there are none.</summary>
    private static (List<QueryToken> Words, int Length)? Phrase(List<QueryToken> tokens, int at)
    {
        var start = at;
        while (WordAt(tokens, at) is { } article && Articles.Contains(article))
        {
            at++;
        }
        if (at < tokens.Count && tokens[at].Kind == TokenKind.Phrase)
        {
            return ([tokens[at]], at + 1 - start);
        }
        var words = new List<QueryToken>();
        while (
            words.Count < LongestPhrase
            && WordAt(tokens, at) is { } word
            && !WordLists.Stop.Contains(word)
            && word is not ("and" or "or" or "nor" or "but")
        )
        {
            words.Add(tokens[at++]);
        }
        return words.Count == 0 ? null : (words, at - start);
    }

    private Restriction? Restriction(List<QueryToken> phrase, bool isSure)
    {
        var text = string.Join(' ', phrase.Select(token => token.Text));
        if (phrase[0].Kind == TokenKind.Phrase)
        {
            return isSure ? Without($"without “{text}”", [PartMaker.Phrase(text)]) : null;
        }
        if (WithoutHeard(text) is { } condition)
        {
            return condition == Condition.NoSpeech ? NoSpeech($"no {text}") : new Restriction($"no {text}", null, condition);
        }
        var parts = reader.ReadPhrase(phrase);
        var isThing = parts.Any(part => part.Labels.Count > 0 && part.Labels.All(match => match.Relation != LabelRelation.Use));
        return isThing ? Without($"without {text}", parts)
            : isSure ? Without($"without “{text}”", [reader.Denied(text)])
            : null;
    }

    private QueryPart Part(string text) =>
        labels.Find(text).Count > 0 ? reader.ReadPhrase([new QueryToken(TokenKind.Word, text)])[0] : reader.Denied(text);

    // What was not found may have been missed.
    private static Restriction NoSpeech(string text) => new(text, null, Condition.NoSpeech) { Surest = Confidence.Medium };

    private static Restriction Without(string text, IReadOnlyList<QueryPart> parts)
    {
        var part = parts.LastOrDefault(part => part.Labels.Count > 0) ?? parts[^1];
        return new Restriction(
            text,
            part with
            {
                Labels = [.. part.Labels.Where(match => match.Relation != LabelRelation.MistakenFor)],
                Number = part.Number with { Most = null },
            },
            null
        )
        {
            Surest = Confidence.Medium,
        };
    }
}
