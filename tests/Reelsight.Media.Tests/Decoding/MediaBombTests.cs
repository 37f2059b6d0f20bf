using System.Text;
using Reelsight.Core.Errors;
using Reelsight.Media.Audio;
using Reelsight.Media.Sandboxing;

namespace Reelsight.Media.Tests.Decoding;

/// <summary>Files that ask for more time, memory or processes than they are worth; limits of the processes end them, not a clock.</summary>
public sealed class MediaBombTests
{
    [Theory]
    [InlineData("a gif of 300000 frames")]
    [InlineData("a png of 2000000000 x 2000000000")]
    [InlineData("a png of 16000 x 12000")]
    [InlineData("a tiff of 30000 x 30000")]
    [InlineData("a tiff of 16000 x 12000")]
    [InlineData("an mp4 of 1000000000 seconds")]
    [InlineData("an mp4 with a first sample of hours")]
    [InlineData("an m4a with a first sample of hours")]
    [InlineData("an mkv with 1000 attachments")]
    [InlineData("an mp4 with 5000 streams")]
    [InlineData("an mp4 with 400 streams")]
    [InlineData("html and zip around an mp4")]
    [InlineData("an mp4 behind html")]
    [InlineData("an encrypted mp4 with 65535 subsamples")]
    [InlineData("an encrypted mp4 with 0 subsamples")]
    public async Task A_bomb_ends_within_its_limits_well_or_with_a_sentence(string bomb)
    {
        var bytes = await CreateAsync(bomb);
        var path = await TestClips.WriteAsync(bomb.Replace(' ', '-'), () => Task.FromResult(bytes));
        Assert.Null(await BoundedDecoding.TryAsync(path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("a png of 2000000000 x 2000000000")]
    [InlineData("a tiff of 30000 x 30000")]
    [InlineData("an mp4 with 5000 streams")]
    [InlineData("an mp4 behind html")]
    public async Task What_nobody_could_decode_is_refused_before_decoding(string bomb)
    {
        var bytes = await CreateAsync(bomb);
        var path = await TestClips.WriteAsync(bomb.Replace(' ', '-'), () => Task.FromResult(bytes));
        await Assert.ThrowsAsync<MediaException>(() => TestClips.Probe.ProbeAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Many_audio_streams_that_give_nothing_do_not_start_a_process_each()
    {
        var calls = Path.Combine(TestClips.Folder, "calls");
        var tool = Path.Combine(TestClips.Folder, "silent-ffmpeg");
        await File.WriteAllTextAsync(tool, $"#!/bin/sh\necho call >> {calls}\n", TestContext.Current.CancellationToken);
        await TestClips.RunAsync("chmod", ["500", tool]);
        var plain = await TestClips.InfoAsync(TestClips.PlainAsync());
        var info = plain with { AudioStreams = [.. Enumerable.Range(0, 100).Select(i => plain.Audio! with { Index = i })] };
        var tools = BoundedDecoding.Tools with { Ffmpeg = tool, Sandbox = MediaSandbox.Demand(SandboxLevel.Limits) };
        var decoder = new AudioDecoder(tools, info);
        await foreach (var chunk in decoder.ReadAsync(TestContext.Current.CancellationToken))
        {
            chunk.Dispose();
        }
        Assert.Null(decoder.Result.Stream);
        Assert.InRange((await File.ReadAllLinesAsync(calls, TestContext.Current.CancellationToken)).Length, 1, 10);
    }

    private static async Task<byte[]> CreateAsync(string bomb)
    {
        var plain = await File.ReadAllBytesAsync(await TestClips.PlainAsync());
        switch (bomb)
        {
            case "a gif of 300000 frames":
                return MediaBombs.CreateGif(300_000);
            case "a png of 2000000000 x 2000000000":
                return MediaBombs.CreatePng(2_000_000_000, 2_000_000_000);
            case "a png of 16000 x 12000":
                return MediaBombs.CreatePng(16_000, 12_000);
            case "a tiff of 30000 x 30000":
                return MediaBombs.CreateTiff(30_000, 30_000);
            case "a tiff of 16000 x 12000":
                return MediaBombs.CreateTiff(16_000, 12_000);
            case "an mp4 of 1000000000 seconds":
                return MediaBombs.ClaimDuration(plain, 1_000_000_000);
            case "an mp4 with a first sample of hours":
                return MediaBombs.StretchFirstSample(plain);
            case "an m4a with a first sample of hours":
                return MediaBombs.StretchFirstSample(await File.ReadAllBytesAsync(await CommonClips.Audio["aac"].MakeAsync()));
            case "an mkv with 1000 attachments":
                return MediaBombs.AddAttachments(await File.ReadAllBytesAsync(await CommonClips.Video["h264"].MakeAsync()), 1000);
            case "an mp4 with 5000 streams":
                return MediaBombs.RepeatTrack(await File.ReadAllBytesAsync(await CommonClips.Audio["aac"].MakeAsync()), 5000);
            case "an mp4 with 400 streams":
                return MediaBombs.RepeatTrack(await File.ReadAllBytesAsync(await CommonClips.Audio["aac"].MakeAsync()), 400);
            case "html and zip around an mp4":
                return AddHtmlAndZip(plain);
            case "an mp4 behind html":
                return [.. "<html><script>alert(1)</script><!--"u8, .. plain];
            default:
                var encrypted = await TestClips.MakeAsync(
                    "forged-cenc.mp4",
                    $"-i {await TestClips.PlainAsync()} -c copy -encryption_scheme cenc-aes-ctr "
                        + "-encryption_key 76a6c65c5ea762046bd749a2e632ccbb -encryption_kid a7e61c373e219033c21091fa607bf3b8"
                );
                var count = bomb.Contains("65535", StringComparison.Ordinal) ? ushort.MaxValue : (ushort)0;
                return MediaBombs.ForgeSubsamples(await File.ReadAllBytesAsync(encrypted), count);
        }
    }

    // A page for browsers in a box that players skip, and an archive at the end, where unpackers look.
    private static byte[] AddHtmlAndZip(byte[] mp4)
    {
        var page = Encoding.ASCII.GetBytes("\0\0\0\0free<html><script>alert(1)</script></html>");
        page[3] = (byte)page.Length;
        byte[] zip = [.. "PK\u0005\u0006"u8, .. new byte[18]];
        return [.. mp4, .. page, .. zip];
    }
}
