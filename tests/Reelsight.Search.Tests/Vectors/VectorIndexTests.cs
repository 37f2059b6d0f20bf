using FsCheck;
using FsCheck.Fluent;
using Reelsight.Search.Vectors;
using Reelsight.TestSupport;

namespace Reelsight.Search.Tests.Vectors;

public sealed class VectorIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PassQueue _passes = new();
    private readonly List<string> _reports = [];

    private enum Change
    {
        Put,
        PutMany,
        Remove,
        Merge,
        Reopen,
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whatever_comes_goes_is_merged_and_opened_again_is_found_as_in_a_plain_list()
    {
        var step =
            from change in Gen.Elements(Enum.GetValues<Change>())
            from content in Gen.Choose(0, 30)
            from clips in Gen.Choose(0, 7)
            select (change, content, clips);
        var number = 0;
        Prop.ForAll(step.ArrayOf().ToArbitrary(), steps => KeepsToAList($"run {number++}", steps))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(30).WithEndSize(30));
    }

    private bool KeepsToAList(string name, (Change Change, int Content, int Clips)[] steps)
    {
        var (naive, stamp) = (new NaiveIndex(), 1L);
        var index = Open(name, segmentBytes: 2048);
        foreach (var (change, content, clips) in steps)
        {
            switch (change)
            {
                case Change.Put or Change.PutMany:
                    var contents = Enumerable
                        .Range(content, change == Change.Put ? 1 : 20)
                        .Select(one => (Hash: NaiveIndex.HashOf(one), One: one))
                        .ToList();
                    index.Put(contents.Select(one => new ContentVectors(one.Hash, stamp + one.One, Rows(one.One))), stamp);
                    contents.ForEach(one => naive.Put(one.Hash, Rows(one.One)));
                    stamp += 100;
                    break;
                case Change.Remove:
                    index.Remove([NaiveIndex.HashOf(content)]);
                    naive.Remove(NaiveIndex.HashOf(content));
                    break;
                case Change.Merge:
                    index.Merge();
                    break;
                case Change.Reopen:
                    index.Dispose();
                    index = Open(name, segmentBytes: 2048);
                    break;
            }
            Assert.Equal(naive.Contents.Order(), index.Contents().Order());
            Search(index, naive, content).GetAwaiter().GetResult();

            Storage.QuantizedVectorSet? Rows(int one) =>
                clips == 0 ? null : NaiveIndex.RowsOf(one * 8 + clips, clips, one % 3 == 0 ? 64 : 40);
        }
        index.Dispose();
        return _reports.Count == 0;

        static async Task Search(VectorIndex index, NaiveIndex naive, int seed)
        {
            await naive.AssertSameAsync(index, NaiveIndex.Query(seed));
            await naive.AssertSameAsync(index, NaiveIndex.Query(seed, floor: 0.1), hash => hash[^1] % 2 == 0);
            await naive.AssertSameAsync(index, NaiveIndex.Query(seed, 3, dimension: 64), hash => hash[^1] % 5 == 1);
        }
    }

    [Fact]
    public void A_merge_takes_the_bytes_of_what_was_deleted_off_the_disk()
    {
        using var index = Open("purge");
        var rows = NaiveIndex.RowsOf(1, 3);
        index.Put([new(NaiveIndex.HashOf(1), 1, rows), new(NaiveIndex.HashOf(2), 2, NaiveIndex.RowsOf(2, 3))], 2);
        var secret = rows.Values[..40].Select(value => (byte)(value ^ -128)).ToArray();
        Assert.True(OnDisk());
        index.Remove([NaiveIndex.HashOf(1)]);
        Assert.True(index.Merge());
        Assert.False(OnDisk());
        Assert.False(index.Merge());

        bool OnDisk() =>
            Directory
                .GetFiles(_folder.Path, "*", SearchOption.AllDirectories)
                .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(secret) >= 0);
    }

    [Fact]
    public async Task A_view_stays_as_it_was_while_contents_go_and_segments_are_merged()
    {
        using var index = Open("views");
        var naive = new NaiveIndex();
        for (var content = 0; content < 6; content++)
        {
            naive.Put(NaiveIndex.HashOf(content), NaiveIndex.RowsOf(content, 4));
            index.Put([new(NaiveIndex.HashOf(content), content + 1, NaiveIndex.RowsOf(content, 4))], content + 1);
        }
        var query = NaiveIndex.Query(9, 50);
        using var view = index.View();
        index.Remove([NaiveIndex.HashOf(2)]);
        Assert.True(index.Merge());
        Assert.True(index.SegmentCount < 6);
        var found = (await view.SearchAsync([query], null, default)).Single();
        Assert.Equal(naive.Search(query).Select(one => one.Cosine), found.Select(hit => hit.Cosine));
        naive.Remove(NaiveIndex.HashOf(2));
        await naive.AssertSameAsync(index, query);
    }

    [Fact]
    public async Task Searches_that_come_together_each_get_their_own_answer_while_contents_come_and_go()
    {
        using var index = Open("many", segmentBytes: 1 << 20);
        var naive = new NaiveIndex();
        index.Put(
            Enumerable
                .Range(0, 4500)
                .Select(content => new ContentVectors(NaiveIndex.HashOf(content), content + 1, NaiveIndex.RowsOf(content, 10))),
            4500
        );
        for (var content = 0; content < 4500; content++)
        {
            naive.Put(NaiveIndex.HashOf(content), NaiveIndex.RowsOf(content, 10));
        }
        var half = naive.Contents.Where((_, i) => i % 2 == 0).ToHashSet();
        var queries = Enumerable
            .Range(0, 12)
            .Select(seed => (Query: NaiveIndex.Query(seed, 20), Among: seed % 3 == 0 ? half : null))
            .ToList();
        using var view = index.View();
        var set = new ContentSet(view.ContentCount);
        Array.ForEach(view.NumbersOf([.. half]), set.Add);
        var searching = queries
            .Select(one => Task.Run(() => view.SearchAsync([one.Query, one.Query], one.Among is null ? null : set, default)))
            .ToList();
        index.Remove([.. naive.Contents.Take(1000)]);
        index.Merge();
        var found = await Task.WhenAll(searching);
        foreach (var ((query, among), answers) in queries.Zip(found))
        {
            var wanted = naive.Search(query, among is null ? null : among.Contains).Select(one => one.Cosine).ToList();
            Assert.All(answers, answer => Assert.Equal(wanted, answer.Select(hit => hit.Cosine)));
        }
    }

    [Fact]
    public async Task Another_space_in_the_same_folder_starts_empty()
    {
        using (var index = Open("space"))
        {
            index.Put([new(NaiveIndex.HashOf(1), 1, NaiveIndex.RowsOf(1, 3))], 1);
        }
        using var other = VectorIndex.Open(Path.Combine(_folder.Path, "space"), "another", _passes, _reports.Add);
        Assert.Equal((0, 0L), (other.ContentCount, other.Watermark));
        await new NaiveIndex().AssertSameAsync(other, NaiveIndex.Query(1));
        Assert.Empty(_reports);
    }

    private VectorIndex Open(string name, long segmentBytes = VectorIndex.SegmentBytes) =>
        VectorIndex.Open(Path.Combine(_folder.Path, name), "test", _passes, _reports.Add, segmentBytes);
}
