namespace Reelsight.Inference.Speech;

/// <summary>What the recogniser heard in one piece of sound.</summary>
/// <param name="Text">English text with the model's own punctuation; empty where it heard no words.</param>
/// <param name="Confidence">Geometric mean, over the tokens of the text, of the probability the model gave the token it chose
/// (0..1, not calibrated); null when the text is empty.</param>
public sealed record Transcript(string Text, double? Confidence)
{
    /// <summary>No words.</summary>
    public static Transcript Empty { get; } = new("", null);
}
