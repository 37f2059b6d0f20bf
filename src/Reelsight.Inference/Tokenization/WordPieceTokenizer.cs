using FastBertTokenizer;

namespace Reelsight.Inference.Tokenization;

/// <summary>Splits text into the word pieces of an uncased BERT vocabulary. Thread-safe.</summary>
internal sealed class WordPieceTokenizer
{
    // More than any text that is encoded as a whole; the rest is cut off.
    private const int MaxTokens = 32 * 1024;

    private readonly BertTokenizer _tokenizer;

    // The library's tokenizer keeps buffers between calls.
    private readonly Lock _lock = new();

    private WordPieceTokenizer(BertTokenizer tokenizer) => _tokenizer = tokenizer;

    /// <summary>Reads a vocabulary: one token a line.</summary>
    public static WordPieceTokenizer Read(string vocabulary)
    {
        var tokenizer = new BertTokenizer();
        using var lines = File.OpenText(vocabulary);
        tokenizer.LoadVocabulary(lines, convertInputToLowercase: true);
        return new WordPieceTokenizer(tokenizer);
    }

    /// <summary>Token ids of a text in parts, each with the start and the end token.</summary>
    /// <param name="text">Plain text.</param>
    /// <param name="partLength">Maximum number of tokens of a part, at least 3.</param>
    /// <param name="maxParts">Maximum number of parts; what is beyond is left out.</param>
    /// <returns>At least one part.</returns>
    public IReadOnlyList<long[]> Tokenize(string text, int partLength, int maxParts)
    {
        long[] all;
        lock (_lock)
        {
            all = _tokenizer.Encode(AccentRemover.Remove(text), MaxTokens).InputIds.ToArray();
        }

        var (start, end) = (all[0], all[^1]);
        var inner = all[1..^1];
        return inner.Length == 0 ? [all] : [.. inner.Chunk(partLength - 2).Take(maxParts).Select(part => (long[])[start, .. part, end])];
    }
}
