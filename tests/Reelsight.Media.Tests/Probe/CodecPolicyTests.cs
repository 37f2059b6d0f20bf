using Reelsight.Core.Errors;
using Reelsight.Media.Probe;
using Reelsight.Media.Tests.Decoding;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Tests.Probe;

public sealed class CodecPolicyTests
{
    private const string Picture = "-f lavfi -i testsrc2=s=176x144:r=25:d=0.4 ";
    private const string Sound = "-f lavfi -i sine=d=0.4:sample_rate=48000 ";

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
    [InlineData("h264", "mkv", Picture + "-c:v libx264 -preset ultrafast")]
    [InlineData("hevc", "mkv", Picture + "-c:v libx265 -preset ultrafast -x265-params log-level=none")]
    [InlineData("vp8", "webm", Picture + "-c:v libvpx -deadline realtime -cpu-used 8")]
    [InlineData("vp9", "webm", Picture + "-c:v libvpx-vp9 -deadline realtime -cpu-used 8")]
    [InlineData("av1", "mkv", Picture + "-c:v libaom-av1 -usage realtime -cpu-used 8")]
    [InlineData("mpeg1video", "mpg", Picture + "-c:v mpeg1video")]
    [InlineData("mpeg2video", "ts", Picture + "-c:v mpeg2video")]
    [InlineData("mpeg4", "mp4", Picture + "-c:v mpeg4")]
    [InlineData("h263", "3gp", Picture + "-c:v h263")]
    [InlineData("flv1", "flv", Picture + "-c:v flv")]
    [InlineData("theora", "ogv", Picture + "-c:v libtheora")]
    [InlineData("wmv1", "wmv", Picture + "-c:v wmv1")]
    [InlineData("wmv2", "wmv", Picture + "-c:v wmv2")]
    [InlineData("msmpeg4v2", "avi", Picture + "-c:v msmpeg4v2")]
    [InlineData("msmpeg4v3", "avi", Picture + "-c:v msmpeg4")]
    [InlineData("mjpeg", "avi", Picture + "-c:v mjpeg")]
    [InlineData("prores", "mov", Picture + "-c:v prores_ks")]
    [InlineData("dnxhd", "mov", "-f lavfi -i testsrc2=s=256x144:r=25:d=0.2 -c:v dnxhd -profile:v dnxhr_lb -pix_fmt yuv422p")]
    [InlineData("dvvideo", "dv", "-f lavfi -i testsrc2=s=720x576:r=25:d=0.2 -c:v dvvideo -pix_fmt yuv420p")]
    [InlineData("ffv1", "mkv", Picture + "-c:v ffv1")]
    [InlineData("huffyuv", "avi", Picture + "-c:v huffyuv -pix_fmt yuv422p")]
    [InlineData("ffvhuff", "avi", Picture + "-c:v ffvhuff")]
    [InlineData("rawvideo", "avi", Picture + "-c:v rawvideo")]
    [InlineData("v210", "mov", Picture + "-c:v v210")]
    [InlineData("gif", "gif", Picture + "-c:v gif")]
    [InlineData("apng", "apng", Picture + "-f apng")]
    [InlineData("png", "png", Picture + "-frames:v 1")]
    [InlineData("webp", "webp", Picture + "-frames:v 1")]
    [InlineData("bmp", "bmp", Picture + "-frames:v 1")]
    [InlineData("tiff", "tiff", Picture + "-frames:v 1")]
    [InlineData("jpegls", "jls", Picture + "-frames:v 1 -c:v jpegls -f image2")]
    [InlineData("jpeg2000", "jp2", Picture + "-frames:v 1 -c:v jpeg2000")]
    public async Task A_common_video_or_image_codec_is_read_and_decoded(string codec, string extension, string arguments)
    {
        var info = await TestClips.InfoAsync(TestClips.MakeAsync($"common-{codec}.{extension}", arguments));
        Assert.Equal(codec, info.Video?.Codec);
        Assert.Empty(info.IgnoredStreams);
        var (frames, _) = await DecodedClips.DecodeAsync(info);
        Assert.NotEmpty(frames);
    }

    [Theory]
    [InlineData("aac", "m4a", "-c:a aac")]
    [InlineData("mp2", "mp2", "-c:a mp2")]
    [InlineData("mp3", "mp3", "-c:a libmp3lame")]
    [InlineData("opus", "ogg", "-c:a libopus")]
    [InlineData("vorbis", "ogg", "-c:a libvorbis")]
    [InlineData("speex", "ogg", "-ar 16000 -c:a libspeex")]
    [InlineData("flac", "flac", "-c:a flac")]
    [InlineData("alac", "m4a", "-c:a alac")]
    [InlineData("wavpack", "wv", "-c:a wavpack")]
    [InlineData("tta", "tta", "-c:a tta")]
    [InlineData("ac3", "ac3", "-c:a ac3")]
    [InlineData("eac3", "eac3", "-c:a eac3")]
    [InlineData("dts", "dts", "-c:a dca -strict -2")]
    [InlineData("truehd", "mkv", "-c:a truehd -strict -2")]
    [InlineData("wmav1", "wma", "-c:a wmav1")]
    [InlineData("wmav2", "wma", "-c:a wmav2")]
    [InlineData("adpcm_ima_wav", "wav", "-c:a adpcm_ima_wav")]
    [InlineData("adpcm_ms", "wav", "-c:a adpcm_ms")]
    [InlineData("adpcm_g722", "wav", "-ar 16000 -c:a g722")]
    [InlineData("gsm_ms", "wav", "-ar 8000 -c:a libgsm_ms")]
    [InlineData("nellymoser", "flv", "-ar 22050 -c:a nellymoser")]
    [InlineData("s302m", "ts", "-c:a s302m -strict -2")]
    [InlineData("pcm_s16le", "wav", "-c:a pcm_s16le")]
    [InlineData("pcm_s24be", "aiff", "-c:a pcm_s24be")]
    [InlineData("pcm_f32le", "wav", "-c:a pcm_f32le")]
    [InlineData("pcm_mulaw", "au", "-c:a pcm_mulaw")]
    public async Task A_common_audio_codec_is_read(string codec, string extension, string arguments)
    {
        var stereo = codec is "truehd" or "s302m" ? "-ac 2 " : "";
        var info = await TestClips.InfoAsync(TestClips.MakeAsync($"common-{codec}.{extension}", Sound + stereo + arguments));
        Assert.Equal(codec, info.Audio?.Codec);
        Assert.Empty(info.IgnoredStreams);
    }
}
