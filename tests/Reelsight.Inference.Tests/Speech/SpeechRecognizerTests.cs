using Reelsight.Inference.Speech;

namespace Reelsight.Inference.Tests.Speech;

[Collection(ModelPackCollection.Name)]
public sealed class SpeechRecognizerTests(SpeechFixture models) : IClassFixture<SpeechFixture>
{
    [Fact]
    public void It_writes_down_what_is_said()
    {
        var transcript = models.Words.Transcribe(AudioSamples.Debian);
        Assert.Contains("universal operating system", transcript.Text, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(transcript.Confidence!.Value, 0.4, 1);
    }

    [Fact]
    public void Silence_noise_and_music_have_no_words()
    {
        Assert.Same(Transcript.Empty, models.Words.Transcribe([]));
        Assert.Same(Transcript.Empty, models.Words.Transcribe(AudioSamples.Silence(4)));
        Assert.Same(Transcript.Empty, models.Words.Transcribe(AudioSamples.PinkNoise));
        Assert.Same(Transcript.Empty, models.Words.Transcribe(AudioSamples.Music));
    }

    [Fact]
    public void The_tiniest_piece_is_no_error() => Assert.Same(Transcript.Empty, models.Words.Transcribe(new float[10]));

    [Fact]
    public void A_piece_longer_than_the_model_was_trained_on_is_refused() =>
        Assert.Throws<ArgumentException>(() => models.Words.Transcribe(AudioSamples.Silence(SpeechRecognizer.MaxSec + 1)));

    [Fact]
    public async Task Two_transcriptions_at_once_do_not_disturb_each_other()
    {
        var alone = models.Words.Transcribe(AudioSamples.Debian);
        var together = await Task.WhenAll(
            Task.Run(() => models.Words.Transcribe(AudioSamples.Debian)),
            Task.Run(() => models.Words.Transcribe(AudioSamples.Deleted)),
            Task.Run(() => models.Words.Transcribe(AudioSamples.Debian))
        );
        Assert.Equal(alone, together[0]);
        Assert.Equal(alone, together[2]);
    }
}
