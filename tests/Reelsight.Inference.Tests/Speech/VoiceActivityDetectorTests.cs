using Reelsight.Inference.Speech;

namespace Reelsight.Inference.Tests.Speech;

[Collection(ModelPackCollection.Name)]
public sealed class VoiceActivityDetectorTests(SpeechFixture models) : IClassFixture<SpeechFixture>
{
    [Fact]
    public void Speech_is_found_where_it_is_and_nowhere_else()
    {
        var segments = Segments(AudioSamples.Joined(AudioSamples.Silence(3), AudioSamples.Deleted, AudioSamples.Silence(3)));
        var only = Assert.Single(segments);
        Assert.InRange(only.StartSec, 3.0, 3.45);
        Assert.InRange(only.EndSec, 4.5, 5.08);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(333)]
    [InlineData(16_000)]
    public void The_size_of_the_chunks_changes_nothing(int chunk)
    {
        var found = new List<VoicedSegment>();
        using var stream = models.Voice.OpenStream();
        foreach (var part in AudioSamples.Debian.Chunk(chunk))
        {
            stream.Feed(part, found);
        }

        stream.Finish(found);
        Assert.Equal(Segments(AudioSamples.Debian), found);
    }

    [Fact]
    public void A_stream_starts_without_memory_of_another()
    {
        var fresh = Segments(AudioSamples.Debian);
        Segments(AudioSamples.PinkNoise);
        Assert.Equal(fresh, Segments(AudioSamples.Debian));
    }

    [Fact]
    public void Silence_noise_and_music_are_not_speech()
    {
        Assert.Empty(Segments(AudioSamples.Silence(5)));
        Assert.Empty(Segments(AudioSamples.PinkNoise));
        Assert.Empty(Segments(AudioSamples.Music));
    }

    private List<VoicedSegment> Segments(float[] sound)
    {
        var found = new List<VoicedSegment>();
        using var stream = models.Voice.OpenStream();
        stream.Feed(sound, found);
        stream.Finish(found);
        return found;
    }
}
