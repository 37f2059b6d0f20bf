using Microsoft.ML.Tokenizers;

namespace Reelsight.Inference.Tokenization;

/// <summary>The pieces of a SentencePiece model between the marks that a text model wants, truncated and padded.</summary>
/// <param name="pieces">The model.</param>
/// <param name="before">Ids before every text.</param>
/// <param name="after">Ids after every text.</param>
/// <param name="length">Tokens that the model takes.</param>
/// <param name="padding">Id that fills up short texts.</param>
internal sealed class PieceTokenizer(SentencePieceTokenizer pieces, long[] before, long[] after, int length, long padding) : ITokenizer
{
    /// <inheritdoc/>
    public long Padding => padding;

    /// <inheritdoc/>
    public bool EndsBeforePadding => after.Length == 0 || after[^1] != padding;

    /// <inheritdoc/>
    public long[] Tokenize(string text)
    {
        var ids = new List<long>(before);
        foreach (var id in pieces.EncodeToIds(text, addBeginningOfSentence: false, addEndOfSentence: false))
        {
            // A run of unknown characters counts as one.
            if (id != pieces.UnknownId || ids.Count == before.Length || ids[^1] != id)
            {
                ids.Add(id);
            }
        }

        var room = Math.Max(0, length - after.Length);
        if (ids.Count > room)
        {
            ids.RemoveRange(room, ids.Count - room);
        }

        ids.AddRange(after);
        return [.. ids, .. Enumerable.Repeat(padding, length - ids.Count)];
    }
}
