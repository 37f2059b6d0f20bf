namespace Reelsight.Inference.Tokenization;

/// <summary>Turns text into the token ids that a text model takes.</summary>
internal interface ITokenizer
{
    /// <summary>Token ids of a text with its start and end tokens, truncated and padded to the model's length.</summary>
    long[] Tokenize(string text);

    /// <summary>Id that fills up short texts.</summary>
    long Padding { get; }

    /// <summary>Whether the padding is another id than that of the end token.</summary>
    bool EndsBeforePadding { get; }
}
