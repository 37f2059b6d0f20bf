using Reelsight.Core.Errors;
using Reelsight.Media.Shots;

namespace Reelsight.Media.Tests.Decoding;

public sealed class DamagedFileTests
{
    [Fact]
    public async Task A_truncated_mp4_with_its_index_at_the_start_gives_what_is_readable_and_says_so()
    {
        var whole = await TestClips.MakeAsync(
            "fast-start.mp4",
            "-f lavfi -i testsrc2=s=320x240:r=30:d=6 -c:v libx264 -preset veryfast -movflags +faststart"
        );
        var info = await TestClips.InfoAsync(TestClips.WriteAsync("half.mp4", () => HalfAsync(whole)));
        var (pictures, result) = await DecodedClips.DecodeAsync(info);
        Assert.True(result.IsTruncated);
        Assert.InRange(result.ReadableEndSec, 1.5, 4.5);
        Assert.InRange(pictures.Count, 3, 9);
        Assert.InRange(info.DurationSec, 5.9, 6.1);
        Assert.Equal(result.ReadableEndSec, result.EndSec);
        Assert.Equal(result.EndSec, ClipPlanner.Plan(ShotDetector.Detect(info, result), result.EndSec)[^1].EndSec);
    }

    [Fact]
    public async Task A_truncated_mkv_gives_what_is_readable_and_says_so()
    {
        var whole = await TestClips.MakeAsync("whole.mkv", "-f lavfi -i testsrc2=s=320x240:r=30:d=6 -c:v libx264 -preset veryfast");
        var (pictures, result) = await DecodedClips.DecodeAsync(TestClips.WriteAsync("half.mkv", () => HalfAsync(whole)));
        Assert.True(result.IsTruncated);
        Assert.InRange(result.ReadableEndSec, 1.5, 4.5);
        Assert.NotEmpty(pictures);
    }

    [Fact]
    public async Task Garbage_in_the_middle_is_survived_and_reported()
    {
        var whole = await TestClips.MakeAsync(
            "to-damage.ts",
            "-f lavfi -i testsrc2=s=320x240:r=30:d=6 -c:v libx264 -preset veryfast -g 30"
        );
        var (pictures, result) = await DecodedClips.DecodeAsync(TestClips.WriteAsync("damaged.ts", async () =>
            {
                var bytes = await File.ReadAllBytesAsync(whole);
                new Random(3).NextBytes(bytes.AsSpan(bytes.Length / 2, 20_000));
                return bytes;
            }));
        Assert.True(result.DamageCount > 0);
        Assert.False(result.IsTruncated);
        Assert.InRange(result.ReadableEndSec, 5.8, 6.2);
        Assert.InRange(pictures.Count, 9, 12);
    }

    [Fact]
    public async Task A_file_without_one_picture_that_decodes_fails_with_a_sentence()
    {
        var plain = await TestClips.MakeAsync(
            "fast-start.mp4",
            "-f lavfi -i testsrc2=s=320x240:r=30:d=6 -c:v libx264 -preset veryfast -movflags +faststart"
        );
        var info = await TestClips.InfoAsync(TestClips.WriteAsync("no-data.mp4", async () =>
            {
                var bytes = await File.ReadAllBytesAsync(plain);
                return bytes[..(bytes.AsSpan().IndexOf("mdat"u8) + 8)];
            }));
        var e = await Assert.ThrowsAsync<MediaException>(() => DecodedClips.DecodeAsync(info));
        Assert.Equal(FailureCodes.FileBroken, e.Failure.Code);
    }

    private static async Task<byte[]> HalfAsync(string path)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        return bytes[..(bytes.Length / 2)];
    }
}
