using Reelsight.Inference.Speech;

namespace Reelsight.Inference.Tests.Speech;

[Collection(ModelPackCollection.Name)]
public sealed class StreamingTranscriberTests(SpeechFixture models) : IClassFixture<SpeechFixture>
{
    [Fact]
    public void Phrases_stand_where_they_were_said()
    {
        // Debian speaks from 0.66 to 4.69 s of its file, Deleted from 0.27 to 1.74 s.
        var phrases = Phrases(
            AudioSamples.Joined(
                AudioSamples.Silence(3),
                AudioSamples.Debian,
                AudioSamples.Silence(4),
                AudioSamples.Deleted,
                AudioSamples.Silence(2)
            )
        );

        Assert.Collection(
            phrases,
            first =>
            {
                Assert.Contains("operating system", first.Text, StringComparison.OrdinalIgnoreCase);
                Assert.InRange(first.StartSec, 3.36, 3.96);
                Assert.InRange(first.EndSec, 7.39, 7.99);
            },
            second =>
            {
                Assert.Contains("file", second.Text, StringComparison.OrdinalIgnoreCase);
                Assert.InRange(second.StartSec, 12.38, 12.98);
                Assert.InRange(second.EndSec, 13.85, 14.45);
            }
        );
    }

    [Fact]
    public void A_screencast_gives_its_spoken_words()
    {
        var phrases = Phrases(AudioSamples.Screencast);
        Assert.Contains(phrases, phrase => phrase.Text.Contains("directory", StringComparison.OrdinalIgnoreCase) && phrase.EndSec < 4);
        Assert.Contains(phrases, phrase => phrase.Text.Contains("done", StringComparison.OrdinalIgnoreCase) && phrase.StartSec > 5);
    }

    [Fact]
    public void A_long_speech_is_cut_at_its_pauses()
    {
        var speech = AudioSamples.Joined([
            .. Enumerable.Repeat(AudioSamples.Joined(AudioSamples.Debian[8_000..76_000], AudioSamples.Silence(0.75)), 6),
        ]);
        var phrases = Phrases(speech);

        Assert.Equal(6, phrases.Count);
        for (var i = 0; i < 6; i++)
        {
            Assert.Contains("operating system", phrases[i].Text, StringComparison.OrdinalIgnoreCase);
            Assert.InRange(phrases[i].StartSec, i * 5, i * 5 + 0.5);
            Assert.InRange(phrases[i].EndSec, i * 5 + 3.9, i * 5 + 4.6);
        }
    }

    [Fact]
    public void Speech_that_never_pauses_is_cut_at_the_limit()
    {
        // Cut out of the middle of the sentence and repeated: a voice without a pause.
        var endless = AudioSamples.Joined([.. Enumerable.Repeat(AudioSamples.Debian[36_000..70_000], 12)]);
        var lengthSec = endless.Length / (double)AudioSamples.Rate;
        using var pass = new StreamingTranscriber(models.Voice, models.Words);
        pass.Feed(endless, []);
        pass.Finish([]);

        Assert.True(pass.VoicedSegments.Count > 1);
        Assert.All(pass.VoicedSegments, segment => Assert.InRange(segment.DurationSec, 0, 12));
        Assert.InRange(pass.VoicedSegments.Sum(segment => segment.DurationSec), 0.9 * lengthSec, lengthSec + 0.001);
    }

    [Fact]
    public void Silence_noise_and_music_have_no_phrases() =>
        Assert.Empty(Phrases(AudioSamples.Joined(AudioSamples.Silence(3), AudioSamples.PinkNoise, AudioSamples.Music)));

    [Fact]
    public async Task Phrases_come_while_the_track_is_still_running()
    {
        var fed = 0;
        async IAsyncEnumerable<ReadOnlyMemory<float>> Chunks()
        {
            foreach (var chunk in AudioSamples.Joined(AudioSamples.Deleted, AudioSamples.Silence(10)).Chunk(AudioSamples.Rate / 4))
            {
                fed++;
                await Task.CompletedTask;
                yield return chunk;
            }
        }

        using var pass = new StreamingTranscriber(models.Voice, models.Words);
        await using var phrases = pass.TranscribeAsync(Chunks()).GetAsyncEnumerator();
        Assert.True(await phrases.MoveNextAsync());
        Assert.InRange(fed, 1, 14);
    }

    private List<SpokenPhrase> Phrases(float[] sound)
    {
        var phrases = new List<SpokenPhrase>();
        using var pass = new StreamingTranscriber(models.Voice, models.Words);
        pass.Feed(sound, phrases);
        pass.Finish(phrases);
        return phrases;
    }
}
