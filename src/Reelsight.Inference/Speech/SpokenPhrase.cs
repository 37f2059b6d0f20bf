namespace Reelsight.Inference.Speech;

/// <summary>The words spoken between two pauses. The times come from voice activity (good to about 0.2 s) and are those of the
/// whole phrase; the recognizer gives no times of single words.</summary>
/// <param name="StartSec">Start of speech, in seconds from the first sample of the track.</param>
/// <param name="EndSec">End of the phrase, exclusive.</param>
/// <param name="Text">The words; never empty.</param>
/// <param name="Confidence">See <see cref="Transcript.Confidence"/>.</param>
public sealed record SpokenPhrase(double StartSec, double EndSec, string Text, double Confidence);
