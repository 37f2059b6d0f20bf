using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Requests;

/// <summary>
/// The v1.3 limit of texts: 500 tokens. Counted as words, which never refuses what the limit allows; longer words are capped by their
/// letters.
/// </summary>
internal static class TokenLimit
{
    private const int MaxWords = 500;

    /// <summary>Most characters of any text that is read as a question.</summary>
    internal const int MaxCharacters = 10_000;

    /// <summary>The text itself when it is there and short enough.</summary>
    /// <exception cref="ApiException">It is absent, blank or too long.</exception>
    internal static string Check(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Fail.Missing(name);
        }

        return Fits(text) ? text : throw Fail.Invalid($"The parameter {name} is longer than {MaxWords} words. Shorten it.");
    }

    /// <summary>The text, or as much of it as is allowed, without its beginning or its end.</summary>
    internal static string Truncate(string text, bool atStart)
    {
        if (Fits(text))
        {
            return text;
        }

        var words = SplitWords(text);
        var kept = string.Join(' ', atStart ? words.TakeLast(MaxWords) : words.Take(MaxWords));
        return kept.Length <= MaxCharacters ? kept
            : atStart ? kept[^MaxCharacters..]
            : kept[..MaxCharacters];
    }

    private static bool Fits(string text) => text.Length <= MaxCharacters && SplitWords(text).Length <= MaxWords;

    private static string[] SplitWords(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
