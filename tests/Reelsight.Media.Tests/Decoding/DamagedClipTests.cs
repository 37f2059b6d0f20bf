using System.Collections.Concurrent;

namespace Reelsight.Media.Tests.Decoding;

/// <summary>Every codec and container that is let in, damaged at random; the seed is fixed, so that each run tries the same.</summary>
public sealed class DamagedClipTests
{
    private const int HeadBytes = 4096;
    private const int BlockBytes = 256;
    private static readonly string[] _damages = ["cut off", "flipped", "overwritten", "doubled"];

    [Fact]
    public async Task Every_damaged_variant_of_a_common_clip_ends_well_or_with_a_sentence()
    {
        var failures = new ConcurrentBag<string>();
        var clips = CommonClips.Video.Values.Concat(CommonClips.Audio.Values);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(clips.SelectMany(clip => _damages.Select(damage => (clip, damage))), parallel, async (variant, ct) =>
        {
            var (clip, damage) = variant;
            var whole = await File.ReadAllBytesAsync(await clip.MakeAsync(), ct);
            var path = Path.Combine(TestClips.Folder, $"{damage}-{clip.Codec}.{clip.Extension}".Replace(' ', '-'));
            await File.WriteAllBytesAsync(path, Damage(whole, damage, new Random(HashSeed(clip.Codec, damage))), ct);
            if (await BoundedDecoding.TryAsync(path, ct) is { } defect)
            {
                failures.Add($"{clip.Codec} in {clip.Extension}, {damage}: {defect}");
            }
            File.Delete(path);
        });
        Assert.Empty(failures);
    }

    private static byte[] Damage(byte[] whole, string damage, Random random)
    {
        byte[] bytes = [.. whole];
        var length = Math.Min(BlockBytes, bytes.Length / 4);
        var middle = bytes.Length / 4 + random.Next(Math.Max(1, bytes.Length / 2 - length));
        switch (damage)
        {
            case "cut off":
                return bytes[..random.Next(1, bytes.Length)];
            case "flipped":
                var head = Math.Min(HeadBytes, bytes.Length);
                for (var flips = Math.Max(1, head / 100); flips > 0; flips--)
                {
                    bytes[random.Next(head)] ^= (byte)(1 << random.Next(8));
                }
                return bytes;
            case "overwritten":
                random.NextBytes(bytes.AsSpan(middle, length));
                return bytes;
            default:
                return [.. bytes[..(middle + length)], .. bytes[middle..]];
        }
    }

    private static int HashSeed(string codec, string damage) =>
        $"{codec} {damage}".Aggregate(7, (hash, sign) => unchecked(hash * 31 + sign));
}
