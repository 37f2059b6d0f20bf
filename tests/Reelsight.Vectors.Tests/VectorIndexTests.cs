using FsCheck;
using FsCheck.Fluent;
using Reelsight.TestSupport;

namespace Reelsight.Vectors.Tests;

public sealed class VectorIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BatchedScanQueue _passes = new();
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
            from document in Gen.Choose(0, 30)
            from clips in Gen.Choose(0, 7)
            select (change, document, clips);
        var number = 0;
        Prop.ForAll(step.ArrayOf().ToArbitrary(), steps => KeepsToAList($"run {number++}", steps))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(30).WithEndSize(30));
    }

    private bool KeepsToAList(string name, (Change Change, int Content, int Clips)[] steps)
    {
        var (reference, stamp) = (new BruteForceIndex(), 1L);
        var index = Open(name, segmentBytes: 2048);
        foreach (var (change, document, rows) in steps)
        {
            switch (change)
            {
                case Change.Put or Change.PutMany:
                    var documents = Enumerable
                        .Range(document, change == Change.Put ? 1 : 20)
                        .Select(one => (Hash: BruteForceIndex.KeyOf(one), One: one))
                        .ToList();
                    index.Put(documents.Select(one => new DocumentVectors(one.Hash, stamp + one.One, Rows(one.One))), stamp);
                    documents.ForEach(one => reference.Put(one.Hash, Rows(one.One)));
                    stamp += 100;
                    break;
                case Change.Remove:
                    index.Remove([BruteForceIndex.KeyOf(document)]);
                    reference.Remove(BruteForceIndex.KeyOf(document));
                    break;
                case Change.Merge:
                    index.Merge();
                    break;
                case Change.Reopen:
                    index.Dispose();
                    index = Open(name, segmentBytes: 2048);
                    break;
            }
            Assert.Equal(reference.Keys.Order(), index.GetKeys().Order());
            Search(index, reference, document).GetAwaiter().GetResult();

            QuantizedVectors? Rows(int one) => rows == 0 ? null : BruteForceIndex.CreateRows(one * 8 + rows, rows, one % 3 == 0 ? 64 : 40);
        }
        index.Dispose();
        return _reports.Count == 0;

        static async Task Search(VectorIndex index, BruteForceIndex reference, int seed)
        {
            await reference.AssertSameAsync(index, BruteForceIndex.CreateQuery(seed));
            await reference.AssertSameAsync(index, BruteForceIndex.CreateQuery(seed, minCosine: 0.1), hash => hash[^1] % 2 == 0);
            await reference.AssertSameAsync(index, BruteForceIndex.CreateQuery(seed, 3, dimension: 64), hash => hash[^1] % 5 == 1);
        }
    }

    [Fact]
    public void A_merge_takes_the_bytes_of_what_was_deleted_off_the_disk()
    {
        using var index = Open("purge");
        var rows = BruteForceIndex.CreateRows(1, 3);
        index.Put([new(BruteForceIndex.KeyOf(1), 1, rows), new(BruteForceIndex.KeyOf(2), 2, BruteForceIndex.CreateRows(2, 3))], 2);
        var secret = rows.Values[..40].Select(value => (byte)(value ^ -128)).ToArray();
        Assert.True(OnDisk());
        index.Remove([BruteForceIndex.KeyOf(1)]);
        Assert.True(index.Merge());
        Assert.False(OnDisk());
        Assert.False(index.Merge());

        bool OnDisk() =>
            Directory
                .GetFiles(_folder.Path, "*", SearchOption.AllDirectories)
                .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(secret) >= 0);
    }

    [Fact]
    public async Task A_view_stays_as_it_was_while_documents_go_and_segments_are_merged()
    {
        using var index = Open("views");
        var reference = new BruteForceIndex();
        for (var document = 0; document < 6; document++)
        {
            reference.Put(BruteForceIndex.KeyOf(document), BruteForceIndex.CreateRows(document, 4));
            index.Put([new(BruteForceIndex.KeyOf(document), document + 1, BruteForceIndex.CreateRows(document, 4))], document + 1);
        }
        var query = BruteForceIndex.CreateQuery(9, 50);
        using var view = index.OpenView();
        index.Remove([BruteForceIndex.KeyOf(2)]);
        Assert.True(index.Merge());
        Assert.True(index.SegmentCount < 6);
        var found = (await view.SearchAsync([query], null, default)).Single();
        Assert.Equal(reference.Search(query).Select(one => one.Cosine), found.Select(hit => hit.Cosine));
        reference.Remove(BruteForceIndex.KeyOf(2));
        await reference.AssertSameAsync(index, query);
    }

    [Fact]
    public async Task Searches_that_come_together_each_get_their_own_result_while_documents_come_and_go()
    {
        using var index = Open("many", segmentBytes: 1 << 20);
        var reference = new BruteForceIndex();
        index.Put(
            Enumerable
                .Range(0, 4500)
                .Select(document => new DocumentVectors(
                    BruteForceIndex.KeyOf(document),
                    document + 1,
                    BruteForceIndex.CreateRows(document, 10)
                )),
            4500
        );
        for (var document = 0; document < 4500; document++)
        {
            reference.Put(BruteForceIndex.KeyOf(document), BruteForceIndex.CreateRows(document, 10));
        }
        var half = reference.Keys.Where((_, i) => i % 2 == 0).ToHashSet();
        var queries = Enumerable
            .Range(0, 12)
            .Select(seed => (Query: BruteForceIndex.CreateQuery(seed, 20), Among: seed % 3 == 0 ? half : null))
            .ToList();
        using var view = index.OpenView();
        var set = new DocumentSet(view.DocumentCount);
        Array.ForEach(view.GetOrdinals([.. half]), set.Add);
        var searching = queries
            .Select(one => Task.Run(() => view.SearchAsync([one.Query, one.Query], one.Among is null ? null : set, default)))
            .ToList();
        index.Remove([.. reference.Keys.Take(1000)]);
        index.Merge();
        var found = await Task.WhenAll(searching);
        foreach (var ((query, among), answers) in queries.Zip(found))
        {
            var wanted = reference.Search(query, among is null ? null : among.Contains).Select(one => one.Cosine).ToList();
            Assert.All(answers, answer => Assert.Equal(wanted, answer.Select(hit => hit.Cosine)));
        }
    }

    [Fact]
    public async Task Another_space_in_the_same_folder_starts_empty()
    {
        using (var index = Open("space"))
        {
            index.Put([new(BruteForceIndex.KeyOf(1), 1, BruteForceIndex.CreateRows(1, 3))], 1);
        }
        using var other = VectorIndex.Open(Path.Combine(_folder.Path, "space"), "another", _passes, _reports.Add);
        Assert.Equal((0, 0L), (other.DocumentCount, other.Watermark));
        await new BruteForceIndex().AssertSameAsync(other, BruteForceIndex.CreateQuery(1));
        Assert.Empty(_reports);
    }

    private VectorIndex Open(string name, long segmentBytes = VectorIndex.DefaultSegmentBytes) =>
        VectorIndex.Open(Path.Combine(_folder.Path, name), "test", _passes, _reports.Add, segmentBytes);
}
