using Reelsight.Media.Audio;
using Reelsight.Media.Probe;

namespace Reelsight.Media.Tests.Audio;

public sealed class AudioDecoderTests
{
    private static async Task<(float[] Samples, AudioDecoderResult Result)> DecodeAsync(MediaInfo info)
    {
        var pass = new AudioDecoder(TestClips.Tools, info);
        var samples = new List<float>();
        await foreach (var chunk in pass.ReadAsync())
        {
            using (chunk)
            {
                Assert.Equal((double)samples.Count / AudioDecoder.SampleRate, chunk.StartSec, 9);
                samples.AddRange(chunk.Samples.Span);
            }
        }
        return ([.. samples], pass.Result);
    }

    [Fact]
    public async Task Sound_that_starts_after_the_pictures_keeps_its_place()
    {
        // The tone begins 1.5 s after the first picture, and the file itself at 5 s.
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync(
                "late-sound.mkv",
                "-f lavfi -i testsrc2=s=160x120:r=25:d=4 -itsoffset 1.5 -f lavfi -i sine=d=2:sample_rate=48000 -map 0 "
                    + "-map 1 -c:v libx264 -preset veryfast -c:a pcm_s16le -output_ts_offset 5"
            )
        );
        var (samples, result) = await DecodeAsync(info);
        var first = Array.FindIndex(samples, s => Math.Abs(s) > 0.02f);
        Assert.InRange((double)first / AudioDecoder.SampleRate, 1.49, 1.52);
        Assert.InRange(result.DurationSec, 3.45, 3.55);
        Assert.Equal(1.5, info.Audio!.StartSec, 2);
    }

    [Fact]
    public async Task Loudness_is_that_of_each_second()
    {
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync("loud.wav", "-f lavfi -i aevalsrc='0.5*sin(2*PI*440*t)*lt(t,2)':d=3:s=16000")
        );
        var (_, result) = await DecodeAsync(info);
        Assert.Equal(3, result.LoudnessDb.Count);
        Assert.Equal(20 * Math.Log10(0.5 / Math.Sqrt(2)), result.LoudnessDb[0], 1);
        Assert.Equal(-120, result.LoudnessDb[2]);
        Assert.False(result.IsSilent);
        Assert.Equal(MediaKind.Audio, info.Kind);
    }

    [Fact]
    public async Task A_silent_track_is_silent()
    {
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync(
                "silent.mp4",
                "-f lavfi -i testsrc2=s=160x120:d=2 -f lavfi -i anullsrc -shortest -t 2 -c:v libx264 -preset veryfast -c:a aac"
            )
        );
        var (samples, result) = await DecodeAsync(info);
        Assert.True(result.IsSilent);
        Assert.NotEmpty(samples);
    }

    [Fact]
    public async Task A_file_without_sound_gives_none()
    {
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync("mute.mp4", "-f lavfi -i testsrc2=s=160x120:d=1 -c:v libx264 -preset veryfast")
        );
        var (samples, result) = await DecodeAsync(info);
        Assert.Empty(samples);
        Assert.Null(result.Stream);
        Assert.True(result.IsSilent);
    }
}
