using Reelsight.Models.Speech;

namespace Reelsight.Models.Tests.Speech;

[Collection(ModelPackCollection.Name)]
public sealed class VoiceActivityDetectorTests(SpeechModels models) : IClassFixture<SpeechModels>
{
    [Fact]
    public void Speech_is_found_where_it_is_and_nowhere_else()
    {
        var segments = Segments(Sounds.Joined(Sounds.Silence(3), Sounds.Deleted, Sounds.Silence(3)));
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
        foreach (var part in Sounds.Debian.Chunk(chunk))
        {
            stream.Feed(part, found);
        }

        stream.Finish(found);
        Assert.Equal(Segments(Sounds.Debian), found);
    }

    [Fact]
    public void A_stream_starts_without_memory_of_another()
    {
        var fresh = Segments(Sounds.Debian);
        Segments(Sounds.PinkNoise);
        Assert.Equal(fresh, Segments(Sounds.Debian));
    }

    [Fact]
    public void Silence_noise_and_music_are_not_speech()
    {
        Assert.Empty(Segments(Sounds.Silence(5)));
        Assert.Empty(Segments(Sounds.PinkNoise));
        Assert.Empty(Segments(Sounds.Music));
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
