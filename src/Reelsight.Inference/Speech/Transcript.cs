namespace Reelsight.Inference.Speech;

/// <summary>The words recognized in one piece of audio.</summary>
/// <param name="Text">English text with the model's own punctuation; empty where there are none.</param>
/// <param name="Confidence">Geometric mean, over the tokens of the text, of the probability the model gave the token it chose
/// (0..1, not calibrated); null when the text is empty.</param>
public sealed record Transcript(string Text, double? Confidence)
{
    /// <summary>No words.</summary>
    public static Transcript Empty { get; } = new("", null);
}
