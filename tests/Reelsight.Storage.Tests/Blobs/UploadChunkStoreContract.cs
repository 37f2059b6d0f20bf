using System.Text;
using Reelsight.Storage.Blobs;

namespace Reelsight.Storage.Tests.Blobs;

public abstract class UploadChunkStoreContract : StoreContract
{
    private const string Upload = "0123456789abcdef01234567";

    [Fact]
    public async Task Chunks_survive_a_restart_and_join_in_the_order_asked_for()
    {
        var second = await PutAsync(2, "world", "a");
        var first = await PutAsync(1, "hello ", "b");
        Restart();
        Assert.Equal(
            [new UploadedChunk(1, first), new UploadedChunk(2, second)],
            Stores.UploadChunks.ListChunks(Tenant, Upload).OrderBy(c => c.Index)
        );
        Assert.Equal("hello world", await JoinAsync(new(1, first), new(2, second)));
        Assert.Equal((Tenant, Upload), Assert.Single(Stores.UploadChunks.ListUploads()));

        Stores.UploadChunks.Delete(Tenant, Upload);
        Stores.UploadChunks.Delete(Tenant, Upload);
        Assert.Empty(Stores.UploadChunks.ListUploads());
        Assert.Throws<FileNotFoundException>(() => Stores.UploadChunks.Open(Tenant, Upload, [new(1, first)]));
    }

    [Fact]
    public async Task A_tag_tells_bytes_apart_and_both_sets_stay()
    {
        var one = await PutAsync(1, "aaa", "t1");
        Assert.Equal(one, await PutAsync(1, "aaa", "t2"));
        var other = await PutAsync(1, "bbb", "t3");
        Assert.NotEqual(one, other);
        Assert.Matches("^[0-9a-f]{32}$", one);
        Assert.Equal(2, Stores.UploadChunks.ListChunks(Tenant, Upload).Count);
        Assert.Equal("aaa", await JoinAsync(new UploadedChunk(1, one)));
    }

    [Fact]
    public async Task A_ticket_is_for_one_set_of_bytes_and_a_failed_try_does_not_use_it_up()
    {
        await Assert.ThrowsAsync<ChunkSizeException>(() => PutAsync(1, "ab", "t", size: 3));
        await Assert.ThrowsAsync<ChunkSizeException>(() => PutAsync(1, "abcd", "t", size: 3));
        Assert.Empty(Stores.UploadChunks.ListChunks(Tenant, Upload));
        await PutAsync(1, "abc", "t");
        await PutAsync(1, "abc", "t");
        await Assert.ThrowsAsync<ChunkTicketUsedException>(() => PutAsync(1, "xyz", "t"));
    }

    [Fact]
    public async Task Uploads_of_two_tenants_do_not_meet()
    {
        await PutAsync(1, "abc", "t");
        Assert.Empty(Stores.UploadChunks.ListChunks(Other, Upload));
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync(1, "abc", "../t"));
    }

    private Task<string> PutAsync(int index, string text, string ticket, int? size = null) =>
        Stores.UploadChunks.PutAsync(
            Tenant,
            Upload,
            new ChunkTicket(index, size ?? text.Length, ticket),
            new MemoryStream(Encoding.ASCII.GetBytes(text)),
            None
        );

    private async Task<string> JoinAsync(params UploadedChunk[] chunks)
    {
        await using var joined = Stores.UploadChunks.Open(Tenant, Upload, chunks);
        using var reader = new StreamReader(joined);
        return await reader.ReadToEndAsync();
    }
}
