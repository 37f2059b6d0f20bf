using System.Buffers.Binary;
using System.Text;
using Reelsight.Core.Errors;
using Reelsight.Media.Probe;
using Reelsight.Media.Tests.Decoding;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Tests.Probe;

public sealed class HostileFileTests
{
    private static async Task<MediaException> RefusedAsync(Task<string> path) => await RefusedAsync(await path);

    private static Task<MediaException> RefusedAsync(string path) =>
        Assert.ThrowsAsync<MediaException>(() => TestClips.Probe.ProbeAsync(path));

    private static Task<string> TextAsync(string name, string text) =>
        TestClips.WriteAsync(name, () => Task.FromResult(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task An_empty_file_fails_with_a_sentence_that_names_the_cause()
    {
        var e = await RefusedAsync(TextAsync("empty.mp4", ""));
        Assert.Equal(FailureCodes.FileBroken, e.Failure.Code);
        Assert.Contains("zero bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renamed_text_fails_as_text()
    {
        var e = await RefusedAsync(TextAsync("letter.mp4", "Dear reader, this was never a video.\n"));
        Assert.Equal(FailureCodes.UnsupportedMediaType, e.Failure.Code);
        Assert.Contains("text", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Noise_fails_as_no_video()
    {
        var noise = new byte[50_000];
        new Random(7).NextBytes(noise);
        var e = await RefusedAsync(TestClips.WriteAsync("noise.mp4", () => Task.FromResult(noise)));
        Assert.Equal(FailureCodes.UnsupportedMediaType, e.Failure.Code);
    }

    [Fact]
    public async Task A_truncated_file_without_its_index_fails_with_a_sentence_that_names_the_cause()
    {
        var whole = await TestClips.PlainAsync();
        var e = await RefusedAsync(TestClips.WriteAsync("cut-off.mp4", async () => (await File.ReadAllBytesAsync(whole))[..60_000]));
        Assert.Equal(FailureCodes.FileBroken, e.Failure.Code);
        Assert.Contains("moov", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encrypted_file_is_named_encrypted()
    {
        var plain = await TestClips.PlainAsync();
        var e = await RefusedAsync(
            TestClips.MakeAsync(
                "cenc.mp4",
                $"-i {plain} -c copy -encryption_scheme cenc-aes-ctr -encryption_key 76a6c65c5ea762046bd749a2e632ccbb "
                    + $"-encryption_kid a7e61c373e219033c21091fa607bf3b8"
            )
        );
        Assert.Equal(FailureCodes.FileBroken, e.Failure.Code);
        Assert.Contains("encrypted", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30_000, 30_000)]
    [InlineData(20_000, 2_000)]
    public async Task Absurd_dimensions_are_refused_before_anything_is_decoded(int width, int height)
    {
        var small = await TestClips.MakeAsync("small.gif", "-f lavfi -i testsrc2=s=64x64:r=5:d=1");
        var e = await RefusedAsync(TestClips.WriteAsync($"huge{width}.gif", async () =>
            {
                var bytes = await File.ReadAllBytesAsync(small);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), (ushort)width);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)height);
                return bytes;
            }));
        Assert.Equal(FailureCodes.ResolutionTooHigh, e.Failure.Code);
        Assert.Contains($"{width}x{height}", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")]
    [InlineData("local.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")]
    [InlineData("list.ffconcat", "ffconcat version 1.0\nfile /etc/passwd\n")]
    [InlineData("renamed.mp4", "\n #EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")]
    [InlineData("manifest.mpd", "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"><Period/></MPD>")]
    [InlineData(
        "drawing.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><image href=\"file:///etc/passwd\"/></svg>"
    )]
    [InlineData("session.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n")]
    public async Task A_file_that_points_elsewhere_is_refused(string name, string text)
    {
        var e = await RefusedAsync(TextAsync(name, text));
        Assert.Equal(FailureCodes.UnsupportedMediaType, e.Failure.Code);
        Assert.Contains("other files", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")]
    [InlineData("ffconcat version 1.0\nfile plain.mp4\n")]
    public async Task The_tools_themselves_refuse_playlists_too(string text)
    {
        var path = await TextAsync($"tool-{text.Length}.bin", text);
        var output = await ChildProcess.RunAsync(
            TestClips.Tools,
            "ffprobe",
            ["-v", "error", "-show_format", .. InputArguments.Input(TestClips.Tools)],
            path,
            new ChildLimits()
        );
        Assert.NotEqual(0, output.ExitCode);
        Assert.Contains("not on whitelist", output.ErrorText, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Media_that_a_movie_only_refers_to_is_not_opened()
    {
        var target = await TestClips.MakeAsync("target.mov", "-f lavfi -i testsrc2=s=176x144:r=25:d=2 -c:v libx264 -preset veryfast");
        var path = await TestClips.WriteAsync("reference.mov", async () =>
            ExternalReferenceMovie.Make(await File.ReadAllBytesAsync(target), target)
        );
        // The crafted file is what it claims: told to follow references, ffmpeg plays the other file.
        await TestClips.RunAsync(
            "ffmpeg",
            [.. TestClips.Split("-v error -xerror -enable_drefs 1 -use_absolute_path 1 -i"), path, .. TestClips.Split("-f null -")]
        );

        var e = await Assert.ThrowsAsync<MediaException>(async () =>
            await DecodedClips.DecodeAsync(await TestClips.Probe.ProbeAsync(path))
        );
        Assert.Equal(FailureCodes.FileBroken, e.Failure.Code);
    }

    [Theory]
    [InlineData("-i.mp4")]
    [InlineData("a:b.mp4")]
    [InlineData("http:__x%03d.mp4")]
    [InlineData("'quote\" $(id) `id` *.mp4")]
    [InlineData("frame%05d.jpg")]
    public async Task Any_file_name_is_only_a_name(string name)
    {
        var path = Path.Combine(TestClips.Folder, name);
        File.Copy(await TestClips.PlainAsync(), path, overwrite: true);
        Assert.Equal(MediaKind.Video, (await TestClips.Probe.ProbeAsync(path)).Kind);
    }

    [Fact]
    public async Task A_folder_and_a_missing_file_are_refused()
    {
        Assert.Contains("folder", (await RefusedAsync(TestClips.Folder)).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", (await RefusedAsync(Path.Combine(TestClips.Folder, "nothing"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_pipe_is_refused_without_waiting_for_a_writer()
    {
        var pipe = Path.Combine(TestClips.Folder, "pipe.mp4");
        await TestClips.RunAsync("mkfifo", [pipe]);
        Assert.Equal(FailureCodes.FileBroken, (await RefusedAsync(pipe)).Failure.Code);
    }
}
