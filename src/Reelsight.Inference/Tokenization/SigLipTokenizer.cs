namespace Reelsight.Inference.Tokenization;

/// <summary>
/// Unigram SentencePiece tokenization as SigLIP models use it: lower-cases, removes punctuation, truncates, and appends the end token.
/// </summary>
internal sealed class SigLipTokenizer(UnigramTokenizer pieces, int length, long end, long padding) : ITokenizer
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <inheritdoc/>
    public long Padding => padding;

    /// <inheritdoc/>
    public bool EndsBeforePadding => padding != end;

    /// <inheritdoc/>
    public long[] Tokenize(string text)
    {
        var plain = string.Concat(text.Where(sign => !Punctuation.Contains(sign, StringComparison.Ordinal))).ToLowerInvariant();
        long[] tokens = [.. pieces.Tokenize(plain).Take(length - 1).Select(id => (long)id), end];
        return [.. tokens, .. Enumerable.Repeat(padding, length - tokens.Length)];
    }
}
