namespace Reelsight.Inference.Tokenization;

/// <summary>Turns text into the numbers that a text model takes.</summary>
internal interface ITokenizer
{
    /// <summary>Numbers of a text, with the marks at its ends, cut and filled up to the model's length.</summary>
    long[] Tokenize(string text);
}
