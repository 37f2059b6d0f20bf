using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <summary>
/// Translates word queries into the MATCH expressions of SQLite's FTS5. Every phrase is quoted, so nothing in a word is ever an operator, a
/// column name or a syntax error.
/// </summary>
internal static class Fts5Expression
{
    /// <summary>The expression of a query; empty when nothing can match it.</summary>
    public static string Format(WordQuery query)
    {
        if (query.Mode == WordQueryMode.Any)
        {
            return string.Join(" OR ", query.Clauses.SelectMany(FormatPhrases).Distinct(StringComparer.Ordinal));
        }
        var clauses = query.Clauses.Select(clause => string.Join(" OR ", FormatPhrases(clause))).ToList();
        return clauses.Contains("") ? "" : string.Join(" AND ", clauses.Select(clause => $"({clause})"));
    }

    private static IEnumerable<string> FormatPhrases(WordClause clause) => clause.Phrases.SelectMany(FormatPhrase);

    // FTS5 has no alternatives within a phrase: each combination of spellings becomes a phrase of its own.
    private static IEnumerable<string> FormatPhrase(WordPhrase phrase)
    {
        IEnumerable<string> combinations = [""];
        foreach (var spellings in phrase.Positions)
        {
            combinations = combinations.SelectMany(start => spellings.Select(word => start.Length == 0 ? word : $"{start} {word}"));
        }
        return combinations.Select(words => phrase.IsPrefix ? $"{Quote(words)}*" : Quote(words));
    }

    // A NUL would end the expression; like every other character that is no letter or digit, it separates words.
    private static string Quote(string words) => $"\"{words.Replace("\"", "\"\"").Replace('\0', ' ')}\"";
}
