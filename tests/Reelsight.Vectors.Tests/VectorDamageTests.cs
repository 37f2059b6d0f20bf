using Reelsight.TestSupport;

namespace Reelsight.Vectors.Tests;

public sealed class VectorDamageTests : IDisposable
{
    private const int DocumentCount = 8;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _reports = [];

    public VectorDamageTests()
    {
        using var index = Open();
        Fill(index);
    }

    private string[] Segments => [.. Directory.GetFiles(_folder.Path, "*.vectors").Order()];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_flipped_byte_anywhere_in_a_segment_is_noticed_before_it_can_answer()
    {
        var whole = await File.ReadAllBytesAsync(Segments[0]);
        var random = new Random(3);
        // What lies between the tables and the first row is padding.
        for (var round = 0; round < 16; round++)
        {
            var bytes = whole.ToArray();
            var at =
                round < 6 ? random.Next(56)
                : round < 11 ? 64 + random.Next(48)
                : bytes.Length - 1 - random.Next(400);
            bytes[at] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(Segments[0], bytes);
            using (var index = Open())
            {
                await SearchUntilSoundAsync(index);
                Assert.Equal((DocumentCount / 2, 0L), (index.DocumentCount, index.Watermark));
                Assert.StartsWith("The vector segment ", Assert.Single(_reports), StringComparison.Ordinal);
                Assert.EndsWith(".", _reports[0], StringComparison.Ordinal);
                Fill(index);
                await AssertWholeAsync(index);
            }
            _reports.Clear();
            Directory.GetFiles(_folder.Path).ToList().ForEach(File.Delete);
            using (var again = Open())
            {
                Fill(again);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(4000)]
    [InlineData(-1)]
    public async Task A_segment_that_is_cut_off_is_set_aside_when_the_index_is_opened(int length)
    {
        var path = Segments[0];
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(length < 0 ? file.Length + length : length);
        }
        using var index = Open();
        Assert.Contains("is cut off", Assert.Single(_reports), StringComparison.Ordinal);
        Assert.True(File.Exists(path + ".damaged"));
        Assert.Equal(DocumentCount / 2, index.DocumentCount);
        Fill(index);
        await AssertWholeAsync(index);
    }

    [Fact]
    public async Task A_segment_that_is_missing_is_asked_for_again()
    {
        File.Delete(Segments[1]);
        using var index = Open();
        Assert.Contains("is missing", Assert.Single(_reports), StringComparison.Ordinal);
        Assert.Equal(0, index.Watermark);
        Fill(index);
        await AssertWholeAsync(index);
    }

    [Fact]
    public async Task A_damaged_list_of_segments_starts_the_index_anew()
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "manifest"));
        foreach (
            var damaged in (byte[][])
                [
                    [],
                    bytes[..3],
                    bytes[..^1],
                    [.. bytes[..^1], (byte)(bytes[^1] ^ 1)],
                ]
        )
        {
            await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "manifest"), damaged);
            using var index = Open();
            Assert.Equal((0, 0L), (index.DocumentCount, index.Watermark));
            Assert.Contains("is damaged", Assert.Single(_reports), StringComparison.Ordinal);
            Assert.Empty(Segments);
            _reports.Clear();
            Fill(index);
            await AssertWholeAsync(index);
        }
    }

    [Fact]
    public async Task What_a_crash_leaves_between_two_steps_changes_nothing()
    {
        // Before the rename of a segment, before that of the manifest, and between the manifest and the deletion of what was merged.
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "00000099.vectors.tmp"), [1, 2, 3]);
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "manifest.tmp"), [1, 2, 3]);
        File.Copy(Segments[0], Path.Combine(_folder.Path, "00000098.vectors"));
        using var index = Open();
        Assert.Empty(_reports);
        Assert.Equal(3, Directory.GetFiles(_folder.Path).Length);
        await AssertWholeAsync(index);
    }

    [Fact]
    public async Task Without_its_folder_an_index_is_empty_and_can_be_filled_again()
    {
        Directory.Delete(_folder.Path, recursive: true);
        using var index = Open();
        Assert.Equal((0, 0L), (index.DocumentCount, index.Watermark));
        Fill(index);
        await AssertWholeAsync(index);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(4096)]
    [InlineData(-1)]
    public async Task A_segment_that_is_cut_off_while_it_is_in_use_is_noticed_and_made_again(int length)
    {
        foreach (var isRead in (bool[])[false, true])
        {
            using var index = Open();
            Fill(index);
            if (isRead)
            {
                await SearchUntilSoundAsync(index);
            }
            FileDamage.Truncate(Segments[0], length);
            // What was read before is in memory; what was not fails with an exception, never with a signal that ends the process.
            await SearchUntilSoundAsync(index);
            index.CheckFiles();
            Assert.Contains("is cut off", Assert.Single(_reports), StringComparison.Ordinal);
            Assert.Equal(0, index.Watermark);
            Fill(index);
            await AssertWholeAsync(index);
            _reports.Clear();
        }
        using var again = Open();
        await AssertWholeAsync(again);
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task A_byte_that_is_flipped_while_the_index_is_in_use_never_answers()
    {
        using (var index = Open())
        {
            FileDamage.Flip(Segments[0], -20);
            await SearchUntilSoundAsync(index); // finds it, for nothing was read before
            Assert.Single(_reports);
            Fill(index);
            await AssertWholeAsync(index);
            FileDamage.Flip(Segments[0], -20);
            await AssertWholeAsync(index); // in memory is what was verified
        }
        using var again = Open();
        await SearchUntilSoundAsync(again);
        Assert.Equal(2, _reports.Count);
    }

    [Fact]
    public async Task A_folder_that_is_deleted_while_the_index_is_in_use_is_made_again()
    {
        using (var index = Open())
        {
            Directory.Delete(_folder.Path, recursive: true);
            await AssertWholeAsync(index);
            index.Put([new DocumentVectors(BruteForceIndex.KeyOf(99), 99, null)], 99);
            index.Remove([BruteForceIndex.KeyOf(99)]);
            index.Merge();
            index.CheckFiles();
            Assert.Equal(0, index.Watermark);
            Fill(index);
            await AssertWholeAsync(index);
            _reports.Clear();
            File.Delete(Path.Combine(_folder.Path, "manifest"));
            index.CheckFiles();
        }
        using var again = Open();
        await AssertWholeAsync(again);
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task Rows_that_memory_has_no_room_for_are_read_at_every_search_and_give_the_same_answers()
    {
        var memory = new VectorMemory(0);
        using (var index = Open(memory))
        {
            await AssertWholeAsync(index);
            Assert.Equal(0, memory.UsedBytes);
            FileDamage.Truncate(Segments[0], -1);
            await SearchUntilSoundAsync(index);
            Assert.Contains("is cut off", Assert.Single(_reports), StringComparison.Ordinal);
            Fill(index);
            await AssertWholeAsync(index);
        }
        var roomy = new VectorMemory(long.MaxValue);
        using (var index = Open(roomy))
        {
            await AssertWholeAsync(index);
            Assert.True(roomy.UsedBytes > 0);
        }
        Assert.Equal(0, roomy.UsedBytes);
    }

    private static void Fill(VectorIndex index)
    {
        foreach (var half in Enumerable.Range(0, DocumentCount).Chunk(DocumentCount / 2))
        {
            index.Put(
                half.Where(document => index.GetVersion(BruteForceIndex.KeyOf(document)) is null)
                    .Select(document => new DocumentVectors(
                        BruteForceIndex.KeyOf(document),
                        document + 1,
                        BruteForceIndex.CreateRows(document, 5)
                    )),
                half[^1] + 1
            );
        }
    }

    private static async Task AssertWholeAsync(VectorIndex index)
    {
        var reference = new BruteForceIndex();
        for (var document = 0; document < DocumentCount; document++)
        {
            reference.Put(BruteForceIndex.KeyOf(document), BruteForceIndex.CreateRows(document, 5));
        }
        Assert.Equal(DocumentCount, index.Watermark);
        await reference.AssertSameAsync(index, BruteForceIndex.CreateQuery(1, 100));
    }

    private static async Task SearchUntilSoundAsync(VectorIndex index)
    {
        while (true)
        {
            try
            {
                using var view = index.OpenView();
                await view.SearchAsync([BruteForceIndex.CreateQuery(1)], null, default);
                return;
            }
            catch (DamagedSegmentException e)
            {
                index.Quarantine(e);
            }
        }
    }

    private VectorIndex Open(VectorMemory? memory = null) =>
        VectorIndex.Open(_folder.Path, "test", new BatchedScanQueue(), _reports.Add, memory: memory);
}
