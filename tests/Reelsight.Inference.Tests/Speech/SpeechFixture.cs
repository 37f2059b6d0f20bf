using Reelsight.Inference.Speech;

namespace Reelsight.Inference.Tests.Speech;

/// <summary>The speech models, loaded once per test class.</summary>
public sealed class SpeechFixture(ModelPackFixture packs) : IDisposable
{
    public VoiceActivityDetector Voice { get; } = VoiceActivityDetector.Open(packs.Store);

    public SpeechRecognizer Words { get; } = SpeechRecognizer.Open(packs.Store);

    public void Dispose()
    {
        Voice.Dispose();
        Words.Dispose();
    }
}
