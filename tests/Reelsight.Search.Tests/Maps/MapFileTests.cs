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
        Assert.Equal(map.Principal, read.Principal);
        Assert.Equal(map.Shares, read.Shares);
        Assert.Equal(map.Neighbours, read.Neighbours);
        Assert.Equal(map.Isolation, read.Isolation);
        Assert.Equal(map.Twins, read.Twins);
        Assert.Equal(3, read.LeftOut);
        Assert.True(read.IsWhole);
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

    private MapPoints? WrittenThenRead(string key)
    {
        Write();
        return MapFile.Read(Path, key);
    }

    private MapPoints Write()
    {
        var map = new MapPoints([new(0, 0), new(0, 1), new(2, 0)], 3)
        {
            Principal = [1, 2, 3, 4, 5, 6],
            Shares = [0.5, 0.25],
            Neighbours = [6, 5, 4, 3, 2, 1],
            Isolation = [0.1f, 0.2f, 0.3f],
            Twins = [new(0, 2, 0.75f, 2)],
        };
        MapFile.Write(Path, "key", map);
        return map;
    }
}
