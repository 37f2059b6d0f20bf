namespace Reelsight.Understanding.Tokens;

/// <summary>
/// Counts tokens by a rule that anybody can follow: a run of letters or digits is one token for every six characters begun, every other
/// visible character is one, white space is none; letters of scripts without spaces (Chinese, Japanese, Korean, Thai) are one each.
/// For English that comes close to what language models count.
/// </summary>
public static class TokenCounter
{
    private const int LettersOfAToken = 6;

    /// <summary>The number of tokens of a text.</summary>
    public static int Count(string text)
    {
        var count = 0;
        foreach (var _ in Ends(text))
        {
            count++;
        }

        return count;
    }

    /// <summary>The text up to and with its first tokens; the whole text when it has no more.</summary>
    public static string Cut(string text, int mostTokens)
    {
        var count = 0;
        foreach (var end in Ends(text))
        {
            if (++count == mostTokens && end < text.Length)
            {
                return Count(text[end..]) == 0 ? text : text[..end];
            }
        }

        return mostTokens <= 0 ? "" : text;
    }

    /// <summary>Pieces of about the given number of tokens that put together give the text: what a stream sends.</summary>
    public static IEnumerable<string> Pieces(string text, int tokens)
    {
        var (from, count) = (0, 0);
        foreach (var end in Ends(text))
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
    private static IEnumerable<int> Ends(string text)
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
            if (!char.IsLetterOrDigit(c) || IsUnspaced(c))
            {
                run = 0;
                yield return i + 1;
                continue;
            }
            run++;
            var isLast = i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]) || IsUnspaced(text[i + 1]);
            if (!isLast && run < LettersOfAToken)
            {
                continue;
            }

            run = 0;
            yield return i + 1;
        }
    }

    private static bool IsUnspaced(char c) =>
        c is >= '\u0E00' and <= '\u0E7F' or >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF';
}
