using Reelsight.Search.Maps;
using Reelsight.TestSupport;

namespace Reelsight.Search.Tests.Maps;

/// <summary>Maps on disk.</summary>
public sealed class MapFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "maps", "tenant", "index.clips");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_map_comes_back_as_it_was_written()
    {
        var map = Write();
        var read = MapFile.Read(Path, "key")!;
        Assert.Equal(map.Points, read.Points);
        Assert.Equal(map.PcaCoordinates, read.PcaCoordinates);
        Assert.Equal(map.ExplainedVariance, read.ExplainedVariance);
        Assert.Equal(map.UmapCoordinates, read.UmapCoordinates);
        Assert.Equal(map.Isolation, read.Isolation);
        Assert.Equal(map.NearDuplicates, read.NearDuplicates);
        Assert.Equal(3, read.OmittedCount);
        Assert.True(read.IsComplete);
    }

    [Fact]
    public void A_map_of_other_footage_is_none() => Assert.Null(WrittenThenRead("another key"));

    [Fact]
    public void A_map_that_is_cut_off_or_overwritten_is_none()
    {
        Write();
        var bytes = File.ReadAllBytes(Path);
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(Path, bytes[..length]);
            Assert.Null(MapFile.Read(Path, "key"));
        }
        File.WriteAllBytes(Path, [.. Enumerable.Repeat((byte)255, bytes.Length)]);
        Assert.Null(MapFile.Read(Path, "key"));
    }

    [Fact]
    public void A_map_in_which_a_bit_is_flipped_is_none()
    {
        Write();
        var bytes = File.ReadAllBytes(Path);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            File.WriteAllBytes(Path, bytes);
            Assert.Null(MapFile.Read(Path, "key"));
            bytes[at] ^= 1;
        }
    }

    private MapData? WrittenThenRead(string key)
    {
        Write();
        return MapFile.Read(Path, key);
    }

    private MapData Write()
    {
        var map = new MapData([new(0, 0), new(0, 1), new(2, 0)], 3)
        {
            PcaCoordinates = [1, 2, 3, 4, 5, 6],
            ExplainedVariance = [0.5, 0.25],
            UmapCoordinates = [6, 5, 4, 3, 2, 1],
            Isolation = [0.1f, 0.2f, 0.3f],
            NearDuplicates = [new(0, 2, 0.75f, 2)],
        };
        MapFile.Write(Path, "key", map);
        return map;
    }
}
