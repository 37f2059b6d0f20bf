using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Reading;

/// <summary>Reads a query into the parts that it asks for, from left to right, a noun phrase at a time.</summary>
internal sealed class QueryReader(WordNet wordNet, LabelMap labels)
{
    /// <summary>Words in the longest noun phrase looked up as one, such as "stop sign".</summary>
    private const int LongestNoun = 3;

    private readonly PartMaker _maker = new(wordNet, labels);

    /// <summary>Reads what was typed; any text is a query.</summary>
    public ReadText Read(string text)
    {
        var tokens = QueryToken.Split(text);
        var (clauses, links) = TimeWords.Split(tokens);
        if (links.Count > 0)
        {
            var read = clauses.ConvertAll(Read);
            // "The day before": where one side names nothing, there is no order to check. "The day after tomorrow": nor between mere words.
            if (
                read.TrueForAll(clause => clause.Parts.Count > 0 || clause.Restrictions.Any(restriction => restriction.StandsAlone))
                && read.Exists(clause =>
                    clause.Restrictions.Count > 0 || clause.Parts.Any(part => part.Labels.Count > 0 || part.Match != WordMatch.AnyForm)
                )
            )
            {
                return new ReadText(read, links);
            }
        }
        return new ReadText([Read(tokens)], []);
    }

    private ReadQuery Read(List<QueryToken> tokens)
    {
        var reading = new Reading(_maker);
        var negation = new NegationReader(this, labels);
        for (var at = 0; at < tokens.Count && reading.Parts.Count < ReadQuery.MostParts; )
        {
            var denied = negation.Read(tokens, at, reading);
            if (denied == 0)
            {
                at += Step(tokens, at, reading);
                continue;
            }
            // What is meant is what is left without it.
            tokens = [.. tokens[..at], new QueryToken(TokenKind.Break, ""), .. tokens[(at + denied)..]];
        }
        reading.EndPhrase(continues: false);
        var sentence = string.Join(' ', tokens.Where(token => token.Kind == TokenKind.Word).Select(token => token.Text));
        return new ReadQuery(reading.Finish(), reading.HasPlainWords ? sentence : "", reading.Restrictions);
    }

    /// <summary>Reads a noun phrase by itself: its parts.</summary>
    internal IReadOnlyList<QueryPart> ReadPhrase(List<QueryToken> tokens)
    {
        var reading = new Reading(_maker);
        for (var at = 0; at < tokens.Count && reading.Parts.Count < ReadQuery.MostParts; )
        {
            at += Step(tokens, at, reading);
        }
        reading.EndPhrase(continues: false);
        return reading.Finish();
    }

    /// <summary>A word or phrase that must not be said or written.</summary>
    internal QueryPart Denied(string text) => text.Contains(' ') ? PartMaker.Phrase(text) : _maker.Noun(text);

    /// <summary>Reads one step; returns the number of tokens used.</summary>
    private int Step(List<QueryToken> tokens, int at, Reading reading)
    {
        var token = tokens[at];
        switch (token.Kind)
        {
            case TokenKind.Break:
                reading.EndPhrase(continues: true);
                return 1;
            case TokenKind.Phrase:
                reading.EndPhrase(continues: true);
                reading.Add(PartMaker.Phrase(token.Text));
                return 1;
            case TokenKind.Prefix:
                reading.Add(PartMaker.Prefix(token.Text));
                return 1;
        }
        var word = token.Text;
        var next = NextWord(tokens, at);
        if (Cue(tokens, at, reading) is var used and > 0)
        {
            return used;
        }
        if (
            Colours.NumberOf(word) is var colour and >= 0
            && reading.TakeColour(colour, isBeforeNoun: next is not null && !WordLists.Stop.Contains(next) && !IsConjunction(next))
        )
        {
            return 1;
        }
        if (NounPhrase(tokens, at) is { } noun)
        {
            reading.HasPlainWords = true;
            reading.Add(_maker.Noun(noun.Text));
            return noun.Length;
        }
        if (IsConjunction(word))
        {
            reading.EndPhrase(continues: true);
            reading.JoinsNext = word == "or" && reading.Parts.Count > 0;
            return 1;
        }
        if (WordLists.Together.Contains(word) && IsAboutNumbers(tokens, at) || WordLists.Meta.Contains(word))
        {
            return 1;
        }
        if (WordLists.Stop.Contains(word) || WordLists.GeneralVerbs.Contains(word))
        {
            reading.EndPhrase(continues: false);
            return 1;
        }
        reading.HasPlainWords = true;
        var isAction = WordLists.SeenWith.ContainsKey(word);
        if (WordLists.Moving.Contains(word) || WordLists.Still.Contains(word))
        {
            reading.TakeMovement(WordLists.Moving.Contains(word), word);
        }
        else if (!isAction)
        {
            reading.Add(_maker.Noun(word));
            return 1;
        }
        if (isAction)
        {
            reading.EndPhrase(continues: false);
            reading.Add(_maker.Action(word));
            reading.EndPhrase(continues: false);
        }
        return 1;
    }

    /// <summary>Reads what several words say together; returns the number of tokens used, 0 for none.</summary>
    private int Cue(List<QueryToken> tokens, int at, Reading reading)
    {
        if (Cues.InPicture(tokens, at) is var length and > 0)
        {
            return length;
        }
        if (Cues.NumberAt(tokens, at) is { } number)
        {
            reading.Number = number.Number;
            return number.Length;
        }
        if (Cues.ZoneAt(tokens, at) is { } zone)
        {
            reading.TakeZone(zone.Zone);
            return zone.Length;
        }
        if (Cues.RelationAt(tokens, at) is { } relation)
        {
            reading.TakeRelation(relation.Kind, relation.Text);
            return relation.Length;
        }
        if ((Cues.LightAt(tokens, at) ?? Cues.SoundAt(tokens, at, place => IsThing(tokens, place))) is { } condition)
        {
            reading.Restrict(condition.Restriction);
            return condition.Length;
        }
        if (Cues.SizeOf(tokens[at].Text) is { } size && NextWord(tokens, at) is not null)
        {
            reading.TakeSize(size, tokens[at].Text);
            return 1;
        }
        return 0;
    }

    private bool IsThing(List<QueryToken> tokens, int at) => Cues.WordAt(tokens, at) is { } word && labels.Find(word).Count > 0;

    /// <summary>The longest run of words from here that is one noun to the labels or to WordNet.</summary>
    private (string Text, int Length)? NounPhrase(List<QueryToken> tokens, int at)
    {
        for (var length = Math.Min(LongestNoun, tokens.Count - at); length > 1; length--)
        {
            var run = tokens.GetRange(at, length);
            if (
                run.TrueForAll(token => token.Kind == TokenKind.Word && !WordLists.Stop.Contains(token.Text))
                && WordLists.NumberOf(run[0].Text) is null
            )
            {
                var text = string.Join(' ', run.Select(token => token.Text));
                if (labels.Find(text).Count > 0 || wordNet.Morphology.NounLemmas(text.Replace(' ', '_')).Count > 0)
                {
                    return (text, length);
                }
            }
        }
        return null;
    }

    private static bool IsConjunction(string word) => word is "and" or "or";

    private static string? NextWord(List<QueryToken> tokens, int at) =>
        at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Word ? tokens[at + 1].Text : null;

    /// <summary>"at once", "at the same time", "at least two": only then are these words no content.</summary>
    private static bool IsAboutNumbers(List<QueryToken> tokens, int at) =>
        tokens[at].Text switch
        {
            "same" => NextWord(tokens, at) == "time",
            "time" => at > 0 && tokens[at - 1].Text == "same",
            "least" or "once" => at > 0 && tokens[at - 1].Text == "at",
            _ => true,
        };
}
