using System.Collections.Frozen;
using Reelsight.Core;
using Reelsight.Search.Lexicon;
using static Reelsight.Search.Query.ConstraintPatterns;

namespace Reelsight.Search.Query;

/// <summary>Parses negations: "without people", "no cars", "cars but not trucks", "-word", "not moving".</summary>
internal sealed class NegationParser(QueryParser reader, LabelResolver labels)
{
    /// <summary>Maximum number of words in a negated phrase.</summary>
    private const int MaxPhraseWords = 4;

    private static readonly FrozenSet<string> Articles = new[] { "a", "an", "any", "the", "some", "all", "when", "where" }.ToFrozenSet(
        StringComparer.Ordinal
    );

    /// <summary>Parses a negation and adds it to the clause; returns the number of its tokens, or 0 when there is none.</summary>
    public int Parse(List<QueryToken> tokens, int at, ClauseBuilder builder)
    {
        if (tokens[at].Kind == QueryTokenKind.Excluded)
        {
            builder.AddConstraint(CreateExclusion($"-{tokens[at].Text}", [CreateTerm(tokens[at].Text)]) with { IncludesWords = true });
            return 1;
        }
        if (IsWord(tokens, at, "nobody") || IsWord(tokens, at, "no") && IsWord(tokens, at + 1, "one") && GetWord(tokens, at + 2) is not { })
        {
            var length = IsWord(tokens, at, "nobody") ? 1 : 2;
            var speaks = GetWord(tokens, at + length) is "speaks" or "speaking" or "talks" or "talking" ? 1 : 0;
            builder.AddConstraint(speaks > 0 ? CreateNoSpeech("nobody speaks") : CreateExclusion("nobody", [CreateTerm("person")]));
            return length + speaks;
        }
        if (FindTrigger(tokens, at) is not { } trigger || MatchCount(tokens, at) is not null)
        {
            return 0;
        }
        if (trigger.IsPlainNot && ParseNegatedAttribute(tokens, at + 1, builder) is var used and > 0)
        {
            return used + 1;
        }
        var from = at + trigger.Length;
        var excluded = new List<QueryConstraint>();
        var end = from;
        while (ParseNounPhrase(tokens, end) is var (words, length))
        {
            if (CreateConstraint(words, trigger.IsCertain) is not { } constraint)
            {
                break;
            }
            excluded.Add(constraint);
            end += length;
            if (!(GetWord(tokens, end) is "or" or "nor" or "and" && ContinuesList(tokens, end)))
            {
                break;
            }
            end++;
        }
        foreach (var constraint in excluded)
        {
            builder.AddConstraint(constraint);
        }
        return excluded.Count == 0 ? 0 : end - at;
    }

    private readonly record struct NegationTrigger(int Length, bool IsCertain, bool IsPlainNot = false);

    /// <summary>Words that negate. Only unambiguous ones exclude words as well; "no problem" is searched for as it is.</summary>
    private static NegationTrigger? FindTrigger(List<QueryToken> tokens, int at)
    {
        var but = IsWord(tokens, at, "but") ? 1 : 0;
        return GetWord(tokens, at + but) switch
        {
            "without" or "excluding" or "minus" => new NegationTrigger(but + 1, true),
            "except" => new NegationTrigger(but + (IsWord(tokens, at + but + 1, "for") ? 2 : 1), true),
            "not" or "no" when but == 1 => new NegationTrigger(2, true),
            "no" => new NegationTrigger(1, false),
            "not" => new NegationTrigger(1, false, IsPlainNot: true),
            _ => null,
        };
    }

    /// <summary>"Not red", "not moving": attributes of the noun before.</summary>
    private static int ParseNegatedAttribute(List<QueryToken> tokens, int at, ClauseBuilder builder)
    {
        if (GetWord(tokens, at) is not { } word)
        {
            return 0;
        }
        if (
            ColourNames.IndexOf(word) is var colour and >= 0
            && GetWord(tokens, at + 1) is null or "and" or "or"
            && builder.ExcludeColour(colour)
        )
        {
            return 1;
        }
        if (word == "moving" || word == "still")
        {
            builder.ApplyMovement(word != "moving", $"not {word}");
            return 1;
        }
        return 0;
    }

    // "No cars and a dog": a noun with its own article or number is not negated.
    private static bool ContinuesList(List<QueryToken> tokens, int at) =>
        GetWord(tokens, at) is "or" or "nor"
        || GetWord(tokens, at + 1) is { } next
            && !Articles.Contains(next)
            && next is not ("no" or "not" or "without" or "with")
            && WordLists.ParseNumber(next) is null;

    /// <summary>The words of a noun phrase without articles, and the number of its tokens; null when there are none.</summary>
    private static (List<QueryToken> Words, int Length)? ParseNounPhrase(List<QueryToken> tokens, int at)
    {
        var start = at;
        while (GetWord(tokens, at) is { } article && Articles.Contains(article))
        {
            at++;
        }
        if (at < tokens.Count && tokens[at].Kind == QueryTokenKind.Phrase)
        {
            return ([tokens[at]], at + 1 - start);
        }
        var words = new List<QueryToken>();
        while (
            words.Count < MaxPhraseWords
            && GetWord(tokens, at) is { } word
            && !WordLists.StopWords.Contains(word)
            && word is not ("and" or "or" or "nor" or "but")
        )
        {
            words.Add(tokens[at++]);
        }
        return words.Count == 0 ? null : (words, at - start);
    }

    private QueryConstraint? CreateConstraint(List<QueryToken> phrase, bool isSure)
    {
        var text = string.Join(' ', phrase.Select(token => token.Text));
        if (phrase[0].Kind == QueryTokenKind.Phrase)
        {
            return isSure ? CreateExclusion($"without “{text}”", [QueryTermFactory.CreatePhrase(text)]) : null;
        }
        if (FindAudioAbsence(text) is { } condition)
        {
            return condition == MeasuredCondition.NoSpeech
                ? CreateNoSpeech($"no {text}")
                : new QueryConstraint($"no {text}", null, condition);
        }
        var terms = reader.ParsePhrase(phrase);
        var isThing = terms.Any(term => term.Labels.Count > 0 && term.Labels.All(match => match.Relation != LabelRelation.UsedFor));
        return isThing ? CreateExclusion($"without {text}", terms)
            : isSure ? CreateExclusion($"without “{text}”", [reader.CreateExcludedTerm(text)])
            : null;
    }

    private QueryTerm CreateTerm(string text) =>
        labels.Find(text).Count > 0 ? reader.ParsePhrase([new QueryToken(QueryTokenKind.Word, text)])[0] : reader.CreateExcludedTerm(text);

    // Speech that was not recognized may still be there.
    private static QueryConstraint CreateNoSpeech(string text) =>
        new(text, null, MeasuredCondition.NoSpeech) { MaxConfidence = Confidence.Medium };

    private static QueryConstraint CreateExclusion(string text, IReadOnlyList<QueryTerm> terms)
    {
        var term = terms.LastOrDefault(term => term.Labels.Count > 0) ?? terms[^1];
        return new QueryConstraint(
            text,
            term with
            {
                Labels = [.. term.Labels.Where(match => match.Relation != LabelRelation.ConfusedWith)],
                Count = term.Count with { Max = null },
            },
            null
        )
        {
            MaxConfidence = Confidence.Medium,
        };
    }
}
