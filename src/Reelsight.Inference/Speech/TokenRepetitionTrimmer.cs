namespace Reelsight.Inference.Speech;

/// <summary>Guards against a known failure of greedy decoding: repeating the same words until the limit.</summary>
internal static class TokenRepetitionTrimmer
{
    private const int MaxPhraseTokens = 24;

    /// <summary>True when <paramref name="tokens"/> ends in a phrase repeated many times; all but its first copy are then
    /// removed. People do repeat themselves, so short phrases need more copies to count: six up to four tokens
    /// ("no, no, no"), three beyond.</summary>
    public static bool Trim(List<int> tokens)
    {
        for (var length = 1; length <= MaxPhraseTokens; length++)
        {
            var copies = length <= 4 ? 6 : 3;
            if (tokens.Count >= length * copies && IsRepetition(tokens, length, length * (copies - 1)))
            {
                tokens.RemoveRange(tokens.Count - length * (copies - 1), length * (copies - 1));
                return true;
            }
        }

        return false;
    }

    private static bool IsRepetition(List<int> tokens, int length, int compared)
    {
        for (var i = tokens.Count - compared; i < tokens.Count; i++)
        {
            if (tokens[i] != tokens[i - length])
            {
                return false;
            }
        }

        return true;
    }
}
