namespace Reelsight.Inference.Tokenization;

/// <summary>Cleans texts as a model's training did, then tokenizes them.</summary>
/// <param name="inner">Takes the cleaned text.</param>
/// <param name="canonical">Whether punctuation and capitals go; otherwise only runs of white space become one space.</param>
internal sealed class CleaningTokenizer(ITokenizer inner, bool canonical) : ITokenizer
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <inheritdoc/>
    public long Padding => inner.Padding;

    /// <inheritdoc/>
    public bool EndsBeforePadding => inner.EndsBeforePadding;

    /// <inheritdoc/>
    public long[] Tokenize(string text)
    {
        var plain = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return inner.Tokenize(
            canonical ? string.Concat(plain.Where(sign => !Punctuation.Contains(sign, StringComparison.Ordinal))).ToLowerInvariant() : plain
        );
    }
}
