using Reelsight.Core.Errors;
using Reelsight.Media.Probe;
using Reelsight.Media.Tests.Decoding;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Tests.Probe;

public sealed class CodecPolicyTests
{
    private const string Picture = CommonClips.Picture;

    public static TheoryData<string> VideoCodecs => [.. CommonClips.Video.Keys];

    public static TheoryData<string> AudioCodecs => [.. CommonClips.Audio.Keys];

    [Theory]
    [InlineData("magicyuv", "avi", Picture + "-c:v magicyuv")]
    [InlineData("snow", "avi", Picture + "-c:v snow -strict -2")]
    [InlineData("exr", "mov", Picture + "-c:v exr")]
    [InlineData("zmbv", "avi", Picture + "-c:v zmbv")]
    [InlineData("rv10", "rm", Picture + "-c:v rv10")]
    [InlineData("rv20", "rm", Picture + "-c:v rv20")]
    [InlineData("flashsv", "flv", Picture + "-c:v flashsv")]
    [InlineData("svq1", "mov", Picture + "-c:v svq1")]
    [InlineData("smc", "mov", Picture + "-c:v smc")]
    [InlineData("qtrle", "mov", Picture + "-c:v qtrle")]
    [InlineData("rpza", "mov", Picture + "-c:v rpza")]
    [InlineData("cinepak", "avi", "-f lavfi -i testsrc2=s=64x64:r=5:d=0.4 -c:v cinepak")]
    [InlineData("msvideo1", "avi", Picture + "-c:v msvideo1")]
    [InlineData("asv1", "avi", Picture + "-c:v asv1")]
    [InlineData("cfhd", "mov", Picture + "-c:v cfhd")]
    [InlineData("ra_144", "rm", "-f lavfi -i sine=d=0.4:sample_rate=8000 -c:a real_144")]
    public async Task A_rare_codec_is_refused_with_its_name_unless_the_owner_allows_it(string codec, string extension, string arguments)
    {
        var path = await TestClips.MakeAsync($"rare-{codec}.{extension}", arguments);
        var e = await Assert.ThrowsAsync<MediaException>(() => TestClips.Probe.ProbeAsync(path));
        Assert.Equal(FailureCodes.UnsupportedMediaType, e.Failure.Code);
        Assert.Contains($"in the codec {codec},", e.Message, StringComparison.Ordinal);
        Assert.Contains($"REELSIGHT_ALLOW_CODECS={codec}.", e.Message, StringComparison.Ordinal);

        var allowing = TestClips.Tools with { Codecs = CodecPolicy.WithAlso([codec]) };
        var info = await new MediaProbe(allowing).ProbeAsync(path);
        Assert.Equal(codec, info.Video?.Codec ?? info.Audio?.Codec);
        Assert.Empty(info.IgnoredStreams);
    }

    [Theory]
    [InlineData("ffprobe", "-show_streams -of json")]
    [InlineData("ffmpeg", "")]
    public async Task The_tools_themselves_do_not_open_a_rare_codec(string tool, string before)
    {
        var path = await TestClips.MakeAsync("rare-magicyuv.avi", Picture + "-c:v magicyuv");
        string[] after = tool == "ffmpeg" ? ["-f", "null", "-"] : [];
        var output = await ChildProcess.RunAsync(
            TestClips.Tools,
            tool,
            ["-v", "error", .. TestClips.Split(before), .. InputArguments.Input(TestClips.Tools), .. after],
            path,
            new ChildLimits()
        );
        Assert.NotEqual(0, output.ExitCode);
        Assert.Contains("Codec (magicyuv) not on whitelist", output.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rare_stream_beside_a_common_one_is_ignored()
    {
        var rare = await TestClips.MakeAsync("rare-magicyuv.avi", Picture + "-c:v magicyuv");
        var common = await TestClips.PlainAsync();
        var path = await TestClips.MakeAsync("mixed.mkv", $"-i {common} -i {rare} -map 1:v -map 0:v -map 0:a -c copy");
        var info = await TestClips.Probe.ProbeAsync(path);
        Assert.Equal([new IgnoredStream(0, "magicyuv")], info.IgnoredStreams);
        Assert.Equal("h264", Assert.Single(info.VideoStreams).Codec);
        Assert.Equal("aac", info.Audio?.Codec);

        var (frames, result) = await DecodedClips.DecodeAsync(info);
        Assert.NotEmpty(frames);
        Assert.Equal(120, result.Frames.Count);
        Assert.Equal(120, (await new FrameMapReader(TestClips.Tools).ReadAsync(info)).Count);
    }

    [Fact]
    public async Task Subtitles_and_data_are_nothing_that_was_ignored()
    {
        var text = await TestClips.WriteAsync("lines.srt", () =>
            Task.FromResult("1\n00:00:00,000 --> 00:00:01,000\nOne line\n"u8.ToArray())
        );
        var common = await TestClips.PlainAsync();
        var info = await TestClips.InfoAsync(
            TestClips.MakeAsync(
                "subtitled.mov",
                $"-i {common} -i {text} -map 0 -map 1 -c:v copy -c:a copy -c:s mov_text -timecode 01:00:00:00"
            )
        );
        Assert.Empty(info.IgnoredStreams);
    }

    [Theory]
    [MemberData(nameof(VideoCodecs))]
    public async Task A_common_video_or_image_codec_is_read_and_decoded(string codec)
    {
        var info = await TestClips.InfoAsync(CommonClips.Video[codec].MakeAsync());
        Assert.Equal(codec, info.Video?.Codec);
        Assert.Empty(info.IgnoredStreams);
        var (frames, _) = await DecodedClips.DecodeAsync(info);
        Assert.NotEmpty(frames);
    }

    [Theory]
    [MemberData(nameof(AudioCodecs))]
    public async Task A_common_audio_codec_is_read(string codec)
    {
        var info = await TestClips.InfoAsync(CommonClips.Audio[codec].MakeAsync());
        Assert.Equal(codec, info.Audio?.Codec);
        Assert.Empty(info.IgnoredStreams);
    }
}
