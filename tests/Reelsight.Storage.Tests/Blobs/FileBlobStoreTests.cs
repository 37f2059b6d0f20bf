using System.Security.Cryptography;
using System.Text;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Errors;
using Reelsight.TestSupport;

namespace Reelsight.Storage.Tests.Blobs;

public sealed class FileBlobStoreTests : IDisposable
{
    private const string Tenant = "tenant-a";
    private static readonly string AnyHash = new('a', 64);
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly ReelsightStores _stores;

    public FileBlobStoreTests() => _stores = ReelsightStores.Open(_folder.Path, _clock);

    private IBlobStore Blobs => _stores.Blobs;

    private Task<StoredBlob> PutAsync(string text, long maxBytes = 1000) =>
        Blobs.PutAsync(Tenant, new MemoryStream(Encoding.UTF8.GetBytes(text)), maxBytes, CancellationToken.None);

    private IEnumerable<string> FilesLeft() =>
        Directory
            .EnumerateFiles(_folder.Combine("scratch"), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "in-use")
            .Concat(Directory.EnumerateFiles(_folder.Combine("blobs"), "*", SearchOption.AllDirectories));

    [Fact]
    public async Task Content_lies_under_its_own_hash_and_the_same_content_is_kept_once()
    {
        var first = await PutAsync("the bytes");
        var second = await PutAsync("the bytes");

        Assert.Equal(new StoredBlob(Convert.ToHexStringLower(SHA256.HashData("the bytes"u8)), 9), first);
        Assert.Equal(first, second);
        Assert.Equal("the bytes", await File.ReadAllTextAsync(Blobs.FindPath(Tenant, first.ContentHash)!));
        Assert.Single(FilesLeft());
        Assert.Null(Blobs.FindPath("tenant-b", first.ContentHash));
    }

    [Fact]
    public async Task Content_larger_than_allowed_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<BlobTooLargeException>(() => PutAsync("12345678901", 10));
        Assert.Empty(FilesLeft());

        Assert.Equal(10, (await PutAsync("1234567890", 10)).SizeBytes);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<EndOfStreamException>(() => Blobs.PutAsync(Tenant, new BrokenStream(), 1000, CancellationToken.None));

        Assert.Empty(FilesLeft());
    }

    [Fact]
    public async Task Derived_files_are_found_by_key_and_go_with_their_content()
    {
        var blob = await PutAsync("the bytes");
        var folder = Blobs.GetDerivedFolder(Tenant, blob.ContentHash, "thumbnails");
        await File.WriteAllTextAsync(Path.Combine(folder, "0.jpg"), "picture");

        Assert.Equal("picture", await File.ReadAllTextAsync(Blobs.FindDerivedPath(Tenant, blob.ContentHash, "thumbnails/0.jpg")!));
        Assert.Null(Blobs.FindDerivedPath(Tenant, blob.ContentHash, "thumbnails/1.jpg"));
        await Blobs.DeleteAsync(Tenant, blob.ContentHash, CancellationToken.None);
        await Blobs.DeleteAsync(Tenant, blob.ContentHash, CancellationToken.None);

        Assert.Null(Blobs.FindPath(Tenant, blob.ContentHash));
        Assert.Empty(FilesLeft());
    }

    [Theory]
    [InlineData("../other/file")]
    [InlineData("thumbnails/../../original")]
    [InlineData("/etc/passwd")]
    [InlineData("thumbnails//0.jpg")]
    [InlineData("thumbnails/.hidden")]
    [InlineData("thumbnails/a\\b")]
    [InlineData("thumbnails/a\0b")]
    [InlineData("thumbnails/ä")]
    [InlineData("")]
    public void A_key_that_could_lead_elsewhere_is_refused(string key) =>
        Assert.Throws<ArgumentException>(() => Blobs.FindDerivedPath(Tenant, AnyHash, key));

    [Theory]
    [InlineData("..", null)]
    [InlineData("a/b", null)]
    [InlineData("", null)]
    [InlineData(Tenant, "..")]
    [InlineData(Tenant, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData(Tenant, "abc")]
    public void A_tenant_or_hash_that_could_lead_elsewhere_is_refused(string tenant, string? hash)
    {
        Assert.Throws<ArgumentException>(() => Blobs.FindPath(tenant, hash ?? AnyHash));
        Assert.Throws<ArgumentException>(() => Blobs.GetDerivedFolder(tenant, hash ?? AnyHash, "thumbnails"));
    }

    [Fact]
    public void A_scratch_folder_goes_when_it_is_disposed()
    {
        string path;
        using (var scratch = Blobs.CreateScratch())
        {
            path = scratch.Path;
            File.WriteAllText(Path.Combine(path, "part"), "");
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void What_a_vanished_process_left_is_swept_at_the_start_and_what_a_living_one_uses_is_not()
    {
        var left = Directory.CreateDirectory(_folder.Combine("scratch", "vanished", "job"));
        using var scratch = Blobs.CreateScratch();

        using var second = ReelsightStores.Open(_folder.Path, _clock);

        Assert.False(Directory.Exists(left.Parent!.FullName));
        Assert.True(Directory.Exists(scratch.Path));
    }

    [Fact]
    public async Task A_full_disk_is_said_to_be_full()
    {
        // What .NET throws when write(2) fails with ENOSPC (28).
        var full = new IOException("No space left on device", 28);

        var failure = await Assert.ThrowsAsync<DataFolderException>(() =>
            Blobs.PutAsync(Tenant, new FailingStream(full), 1000, CancellationToken.None)
        );

        Assert.Contains("disk that holds the data folder is full", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _stores.Dispose();
        _folder.Dispose();
    }

    private sealed class FailingStream(Exception failure) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw failure;
    }

    private sealed class BrokenStream : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_reads++ > 0)
            {
                throw new EndOfStreamException();
            }
            buffer.Span[..10].Fill(1);
            return ValueTask.FromResult(10);
        }
    }
}
