namespace Reelsight.Analysis.Tokens;

/// <summary>
/// Counts tokens by a rule that anybody can follow: a run of letters or digits is one token for every six characters begun, every other
/// visible character is one, white space is none; letters of scripts without spaces (Chinese, Japanese, Korean, Thai) are one each.
/// For English that comes close to what language models count.
/// </summary>
public static class TokenCounter
{
    private const int LettersPerToken = 6;

    /// <summary>The number of tokens of a text.</summary>
    public static int Count(string text)
    {
        var count = 0;
        foreach (var _ in FindTokenEnds(text))
        {
            count++;
        }

        return count;
    }

    /// <summary>The text up to and with its first tokens; the whole text when it has no more.</summary>
    public static string Truncate(string text, int maxTokens)
    {
        var count = 0;
        foreach (var end in FindTokenEnds(text))
        {
            if (++count == maxTokens && end < text.Length)
            {
                return Count(text[end..]) == 0 ? text : text[..end];
            }
        }

        return maxTokens <= 0 ? "" : text;
    }

    /// <summary>Pieces of about the given number of tokens that put together give the text: what a stream sends.</summary>
    public static IEnumerable<string> Split(string text, int tokens)
    {
        var (from, count) = (0, 0);
        foreach (var end in FindTokenEnds(text))
        {
            if (++count % tokens != 0)
            {
                continue;
            }

            yield return text[from..end];
            from = end;
        }
        if (from < text.Length)
        {
            yield return text[from..];
        }
    }

    // Where each token ends.
    private static IEnumerable<int> FindTokenEnds(string text)
    {
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            // The two halves of a character beyond the basic plane stay together.
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                run = 0;
                yield return i + 1;
                continue;
            }
            if (char.IsWhiteSpace(c))
            {
                run = 0;
                continue;
            }
            if (!char.IsLetterOrDigit(c) || IsFromUnspacedScript(c))
            {
                run = 0;
                yield return i + 1;
                continue;
            }
            run++;
            var isLast = i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]) || IsFromUnspacedScript(text[i + 1]);
            if (!isLast && run < LettersPerToken)
            {
                continue;
            }

            run = 0;
            yield return i + 1;
        }
    }

    private static bool IsFromUnspacedScript(char c) =>
        c is >= '\u0E00' and <= '\u0E7F' or >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF';
}
