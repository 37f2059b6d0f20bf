namespace Reelsight.Inference.Tokenization;

/// <summary>
/// A SentencePiece vocabulary of the unigram kind, as SigLIP models use it: letters are made small and punctuation is left out, the text is
/// cut, and a mark ends it.
/// </summary>
internal sealed class SigLipTokenizer(UnigramTokenizer pieces, int length, long end, long padding) : ITokenizer
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <inheritdoc/>
    public long[] Tokenize(string text)
    {
        var plain = string.Concat(text.Where(sign => !Punctuation.Contains(sign, StringComparison.Ordinal))).ToLowerInvariant();
        long[] tokens = [.. pieces.Tokenize(plain).Take(length - 1).Select(id => (long)id), end];
        return [.. tokens, .. Enumerable.Repeat(padding, length - tokens.Length)];
    }
}
