using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Query;

/// <summary>Parses the text of a query into terms and constraints, from left to right, one noun phrase at a time.</summary>
internal sealed class QueryParser(WordNet wordNet, LabelResolver labels)
{
    /// <summary>Maximum number of words of a compound noun, such as "stop sign".</summary>
    private const int MaxNounWords = 3;

    private readonly QueryTermFactory _terms = new(wordNet, labels);

    /// <summary>Parses what was typed; any text is a valid query.</summary>
    public ParsedQuery Parse(string text)
    {
        var tokens = QueryToken.Tokenize(text);
        var (clauses, links) = TemporalClauseSplitter.Split(tokens);
        if (links.Count > 0)
        {
            var parsed = clauses.ConvertAll(Parse);
            // "The day before": without terms on both sides, there is no order to check, nor between mere words ("the day after tomorrow").
            if (
                parsed.TrueForAll(clause => clause.Terms.Count > 0 || clause.Constraints.Any(constraint => constraint.CanStandAlone))
                && parsed.Exists(clause =>
                    clause.Constraints.Count > 0
                    || clause.Terms.Any(term => term.Labels.Count > 0 || term.MatchMode != WordMatchMode.AnyForm)
                )
            )
            {
                return new ParsedQuery(parsed, links);
            }
        }
        return new ParsedQuery([Parse(tokens)], []);
    }

    private ParsedClause Parse(List<QueryToken> tokens)
    {
        var builder = new ClauseBuilder(_terms);
        var negation = new NegationParser(this, labels);
        for (var at = 0; at < tokens.Count && builder.Terms.Count < ParsedClause.MaxTerms; )
        {
            var excluded = negation.Parse(tokens, at, builder);
            if (excluded == 0)
            {
                at += ParseStep(tokens, at, builder);
                continue;
            }
            // The excluded tokens are parsed again as they are without the operator.
            tokens = [.. tokens[..at], new QueryToken(QueryTokenKind.Break, ""), .. tokens[(at + excluded)..]];
        }
        builder.EndPhrase(continues: false);
        var sentence = string.Join(' ', tokens.Where(token => token.Kind == QueryTokenKind.Word).Select(token => token.Text));
        return new ParsedClause(builder.Build(), builder.HasPlainWords ? sentence : "", builder.Constraints);
    }

    /// <summary>Parses a noun phrase by itself into terms.</summary>
    internal IReadOnlyList<QueryTerm> ParsePhrase(List<QueryToken> tokens)
    {
        var builder = new ClauseBuilder(_terms);
        for (var at = 0; at < tokens.Count && builder.Terms.Count < ParsedClause.MaxTerms; )
        {
            at += ParseStep(tokens, at, builder);
        }
        builder.EndPhrase(continues: false);
        return builder.Build();
    }

    /// <summary>A term for a word or phrase that must not be spoken or written.</summary>
    internal QueryTerm CreateExcludedTerm(string text) =>
        text.Contains(' ') ? QueryTermFactory.CreatePhrase(text) : _terms.CreateNoun(text);

    /// <summary>Parses one element; returns the number of tokens used.</summary>
    private int ParseStep(List<QueryToken> tokens, int at, ClauseBuilder builder)
    {
        var token = tokens[at];
        switch (token.Kind)
        {
            case QueryTokenKind.Break:
                builder.EndPhrase(continues: true);
                return 1;
            case QueryTokenKind.Phrase:
                builder.EndPhrase(continues: true);
                builder.AddTerm(QueryTermFactory.CreatePhrase(token.Text));
                return 1;
            case QueryTokenKind.Prefix:
                builder.AddTerm(QueryTermFactory.CreatePrefix(token.Text));
                return 1;
        }
        var word = token.Text;
        var next = GetNextWord(tokens, at);
        if (ParseConstraint(tokens, at, builder) is var used and > 0)
        {
            return used;
        }
        if (ParseBody(tokens, at, builder) is var told and > 0)
        {
            return told;
        }
        if (
            ColourNames.IndexOf(word) is var colour and >= 0
            && builder.ApplyColour(colour, isBeforeNoun: next is not null && !WordLists.StopWords.Contains(next) && !IsConjunction(next))
        )
        {
            return 1;
        }
        if (FindNounPhrase(tokens, at) is { } noun)
        {
            builder.HasPlainWords = true;
            builder.AddTerm(_terms.CreateNoun(noun.Text));
            return noun.Length;
        }
        if (IsConjunction(word))
        {
            builder.EndPhrase(continues: true);
            builder.JoinsNextTerm = word == "or" && builder.Terms.Count > 0;
            return 1;
        }
        if (WordLists.SimultaneityWords.Contains(word) && IsCountPhrase(tokens, at) || WordLists.SearchWords.Contains(word))
        {
            return 1;
        }
        if (WordLists.StopWords.Contains(word) || WordLists.GeneralVerbs.Contains(word))
        {
            builder.EndPhrase(continues: false);
            return 1;
        }
        builder.HasPlainWords = true;
        var isAction = WordLists.ObjectsByAction.ContainsKey(word);
        if (WordLists.MovementWords.Contains(word) || WordLists.StillnessWords.Contains(word))
        {
            builder.ApplyMovement(WordLists.MovementWords.Contains(word), word);
        }
        else if (!isAction)
        {
            builder.AddTerm(_terms.CreateNoun(word));
            return 1;
        }
        if (isAction)
        {
            builder.EndPhrase(continues: false);
            builder.AddTerm(_terms.CreateAction(word));
            builder.EndPhrase(continues: false);
        }
        return 1;
    }

    /// <summary>Parses a posture, or clothes with their colour; returns the number of tokens used, 0 for none.</summary>
    private int ParseBody(List<QueryToken> tokens, int at, ClauseBuilder builder)
    {
        if (
            ColourNames.IndexOf(tokens[at].Text) is var colour and >= 0
            && GetNextWord(tokens, at) is { } worn
            && PosturePatterns.FindClothes(worn) is { } part
        )
        {
            builder.HasPlainWords = true;
            builder.ApplyClothes(new ClothesColour(part, colour, $"{tokens[at].Text} {worn}"));
            return 2;
        }
        if (PosturePatterns.MatchPosture(tokens, at) is not { } posture || FindNounPhrase(tokens, at) is not null)
        {
            return 0;
        }
        var text = string.Join(' ', tokens.GetRange(at, posture.Length).Select(token => token.Text));
        if (!builder.ApplyPosture(posture.Posture, text))
        {
            return 0;
        }
        builder.HasPlainWords = true;
        return posture.Length;
    }

    /// <summary>Parses a constraint; returns the number of tokens used, 0 for none.</summary>
    private int ParseConstraint(List<QueryToken> tokens, int at, ClauseBuilder builder)
    {
        if (ConstraintPatterns.MatchImagePhrase(tokens, at) is var length and > 0)
        {
            return length;
        }
        if (ConstraintPatterns.MatchCount(tokens, at) is { } number)
        {
            builder.PendingCount = number.Number;
            return number.Length;
        }
        if (ConstraintPatterns.MatchZone(tokens, at) is { } zone)
        {
            builder.ApplyZone(zone.Zone);
            return zone.Length;
        }
        if (ConstraintPatterns.MatchRelation(tokens, at) is { } relation)
        {
            builder.BeginRelation(relation.Kind, relation.Text);
            return relation.Length;
        }
        if (
            (
                ConstraintPatterns.MatchLight(tokens, at)
                ?? ConstraintPatterns.MatchAudio(tokens, at, place => IsKnownObject(tokens, place))
            ) is
            { } condition
        )
        {
            builder.AddConstraint(condition.Constraint);
            return condition.Length;
        }
        if (ConstraintPatterns.FindSize(tokens[at].Text) is { } size && GetNextWord(tokens, at) is not null)
        {
            builder.SetPendingSize(size, tokens[at].Text);
            return 1;
        }
        return 0;
    }

    private bool IsKnownObject(List<QueryToken> tokens, int at) =>
        ConstraintPatterns.GetWord(tokens, at) is { } word && labels.Find(word).Count > 0;

    /// <summary>The longest run of words that is one noun in the label catalogue or in WordNet.</summary>
    private (string Text, int Length)? FindNounPhrase(List<QueryToken> tokens, int at)
    {
        for (var length = Math.Min(MaxNounWords, tokens.Count - at); length > 1; length--)
        {
            var run = tokens.GetRange(at, length);
            if (
                run.TrueForAll(token => token.Kind == QueryTokenKind.Word && !WordLists.StopWords.Contains(token.Text))
                && WordLists.ParseNumber(run[0].Text) is null
            )
            {
                var text = string.Join(' ', run.Select(token => token.Text));
                if (labels.Find(text).Count > 0 || wordNet.Morphology.GetNounLemmas(text.Replace(' ', '_')).Count > 0)
                {
                    return (text, length);
                }
            }
        }
        return null;
    }

    private static bool IsConjunction(string word) => word is "and" or "or";

    private static string? GetNextWord(List<QueryToken> tokens, int at) =>
        at + 1 < tokens.Count && tokens[at + 1].Kind == QueryTokenKind.Word ? tokens[at + 1].Text : null;

    /// <summary>"at once", "at the same time", "at least two": only in these phrases are the words not searched for.</summary>
    private static bool IsCountPhrase(List<QueryToken> tokens, int at) =>
        tokens[at].Text switch
        {
            "same" => GetNextWord(tokens, at) == "time",
            "time" => at > 0 && tokens[at - 1].Text == "same",
            "least" or "once" => at > 0 && tokens[at - 1].Text == "at",
            _ => true,
        };
}
