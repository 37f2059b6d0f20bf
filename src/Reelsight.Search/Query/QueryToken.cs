using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Query;

/// <summary>A word, quoted phrase or prefix of the query, lower case and without accents; a phrase has one space between words.</summary>
internal readonly record struct QueryToken(QueryTokenKind Kind, string Text)
{
    /// <summary>Splits what was typed. No text is an error: an unmatched quote is punctuation.</summary>
    public static List<QueryToken> Tokenize(string query)
    {
        query = query.Replace('“', '"').Replace('”', '"').Replace('„', '"');
        var tokens = new List<QueryToken>();
        for (var at = 0; at < query.Length; )
        {
            var isExcluded =
                query[at] == '-' && at + 1 < query.Length && query[at + 1] is var next && (next == '"' || char.IsLetterOrDigit(next));
            var open = isExcluded ? at + 1 : at;
            var close = query[open] == '"' ? query.IndexOf('"', open + 1) : -1;
            if (close > 0)
            {
                var words = WordTokenizer.Tokenize(query[(open + 1)..close]);
                if (words.Count > 0)
                {
                    tokens.Add(new QueryToken(isExcluded ? QueryTokenKind.Excluded : QueryTokenKind.Phrase, string.Join(' ', words)));
                }
                at = close + 1;
                continue;
            }
            var end = at;
            while (end < query.Length && !char.IsWhiteSpace(query[end]) && (query[end] != '"' || end == at))
            {
                end++;
            }
            if (end > open)
            {
                AddWords(query[open..end], isExcluded, tokens);
            }
            at = Math.Max(end, at + 1);
        }
        return tokens;
    }

    private static void AddWords(string interval, bool isExcluded, List<QueryToken> tokens)
    {
        var words = WordTokenizer.Tokenize(
            interval.EndsWith("'s", StringComparison.Ordinal) || interval.EndsWith("’s", StringComparison.Ordinal)
                ? interval[..^2]
                : interval
        );
        if (isExcluded && words.Count > 0)
        {
            tokens.Add(new QueryToken(QueryTokenKind.Excluded, string.Join(' ', words)));
            words = [];
        }
        for (var i = 0; i < words.Count; i++)
        {
            var isPrefix = i == words.Count - 1 && interval.EndsWith('*') && words[i].Length > 1;
            tokens.Add(new QueryToken(isPrefix ? QueryTokenKind.Prefix : QueryTokenKind.Word, words[i]));
        }
        if (interval[^1] is ',' or ';' or '.' or ')' or ':')
        {
            tokens.Add(new QueryToken(QueryTokenKind.Break, ""));
        }
    }
}
