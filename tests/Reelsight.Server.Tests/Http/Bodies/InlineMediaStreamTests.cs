using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Http.Bodies;

/// <summary>Media in JSON bodies, which go to disk while they arrive.</summary>
public sealed class InlineMediaStreamTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(1 << 20)]
    public async Task Media_is_decoded_whatever_the_pieces_it_comes_in(int pieceBytes)
    {
        var bytes = RandomNumberGenerator.GetBytes(100_001);
        var (text, media) = await ReadAsync(
            $$"""{"a":"base64_string","video":{"base64_string" : "{{Convert.ToBase64String(bytes)}}","name":"x"},"""
                + """ "list":[1,"\"base64_string\":"]} """,
            pieceBytes
        );
        await using var _ = media;

        using var json = JsonDocument.Parse(text);
        var token = json.RootElement.GetProperty("video").GetProperty("base64_string").GetString()!;
        var file = media.Find(token)!;
        Assert.Equal((true, bytes.LongLength), (file.IsValid, file.Length));
        Assert.IsType<FileStream>(file.OpenRead());
        Assert.Equal(bytes, await ReadAllAsync(file));
        Assert.Equal("base64_string", json.RootElement.GetProperty("a").GetString());
        Assert.Equal("\"base64_string\":", json.RootElement.GetProperty("list")[1].GetString());
        Assert.Equal("x", json.RootElement.GetProperty("video").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("+/8A", "+/8A")]
    [InlineData(@"\u002B\/8A", "+/8A")]
    [InlineData(@"\u002b/8\u0041", "+/8A")]
    [InlineData(@"+/\n8A\r\n", "+/8A")]
    [InlineData("data:video/mp4;base64,+/8A", "+/8A")]
    [InlineData(@"DATA:image\/png;base64,+/8A", "+/8A")]
    [InlineData("YQ==", "YQ==")]
    [InlineData(@"YQ\u003d\u003D", "YQ==")]
    public async Task Every_way_to_write_the_signs_is_read(string written, string meant)
    {
        var (file, media) = await ReadOneAsync(written);
        await using var _ = media;
        Assert.True(file.IsValid);
        Assert.Equal(Convert.FromBase64String(meant), await ReadAllAsync(file));
    }

    [Theory]
    [InlineData("YQ")]
    [InlineData("YQ=")]
    [InlineData("YQ==YQ==")]
    [InlineData("Y*==")]
    [InlineData("data:video/mp4;base64")]
    [InlineData(@"YQ\u00e4=")]
    [InlineData(@"YQ\x=")]
    [InlineData(@"\u00zz")]
    [InlineData("../../etc/passwd")]
    public async Task What_is_no_base64_is_marked_and_read_to_its_end(string written)
    {
        var (file, media) = await ReadOneAsync(written);
        await using var _ = media;
        Assert.False(file.IsValid);
    }

    [Fact]
    public async Task A_body_as_large_as_any_goes_through_without_being_held()
    {
        var count = 0L;
        var media = new InlineMedia(_folder.Path);
        await using (media)
        {
            // 64 MB of zeros as base64, of which the text is never anywhere as a whole.
            await using var stream = new InlineMediaStream(new Repeated("{\"base64_string\":\"", 'A', 84L << 20, "\"}"), media);
            var buffer = new byte[1 << 16];
            for (int read; (read = await stream.ReadAsync(buffer)) > 0; )
            {
                count += read;
            }

            Assert.InRange(count, 1, 200);
            Assert.Single(Directory.GetFiles(_folder.Path));
            Assert.InRange(new FileInfo(Directory.GetFiles(_folder.Path)[0]).Length, 1, MediaSizeLimits.Timed.MaxBase64Bytes);
        }
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task What_is_left_may_be_as_large_as_any_json_body_and_no_larger()
    {
        await using var media = new InlineMedia(_folder.Path);
        await using var stream = new InlineMediaStream(new Repeated("{\"prompt\":\"", 'a', 5L << 20, "\"}"), media);
        var refusal = await Assert.ThrowsAsync<ApiException>(() => stream.CopyToAsync(Stream.Null));
        Assert.Equal(400, refusal.Status);
    }

    [Fact]
    public async Task A_body_of_thousands_of_media_is_refused()
    {
        var body = $"[{string.Join(',', Enumerable.Repeat("""{"base64_string":"YQ=="}""", InlineMedia.MaxCount + 1))}]";
        Assert.Equal(400, (await Assert.ThrowsAsync<ApiException>(() => ReadAsync(body, 1000))).Status);
    }

    [Theory]
    [InlineData("""{"base64_string":""")]
    [InlineData("""{"base64_string":"YQ==""")]
    [InlineData("""{"base64_string":null}""")]
    [InlineData("""{"base64_string":["YQ=="]}""")]
    [InlineData("\"\\")]
    [InlineData("")]
    public async Task What_is_no_json_is_left_to_the_parser(string body)
    {
        var (text, media) = await ReadAsync(body, 3);
        await using var _ = media;
        Assert.StartsWith(body[..Math.Min(3, body.Length)], text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(InlineFile File, InlineMedia Media)> ReadOneAsync(string written)
    {
        var (text, media) = await ReadAsync($$"""{"base64_string":"{{written}}","name":"after"}""", 5);
        using var json = JsonDocument.Parse(text);
        Assert.Equal("after", json.RootElement.GetProperty("name").GetString());
        return (media.Find(json.RootElement.GetProperty("base64_string").GetString()!)!, media);
    }

    private async Task<(string Text, InlineMedia Media)> ReadAsync(string body, int pieceBytes)
    {
        var media = new InlineMedia(_folder.Path);
        await using var stream = new InlineMediaStream(new Pieces(Encoding.UTF8.GetBytes(body), pieceBytes), media);
        using var text = new MemoryStream();
        await stream.CopyToAsync(text);
        return (Encoding.UTF8.GetString(text.ToArray()), media);
    }

    private static async Task<byte[]> ReadAllAsync(InlineFile file)
    {
        using var copy = new MemoryStream();
        await file.OpenRead().CopyToAsync(copy);
        return copy.ToArray();
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Pieces(byte[] bytes, int pieceBytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, pieceBytes)], cancellationToken);
    }

    /// <summary>A long text that is made while it is read.</summary>
    private sealed class Repeated(string head, char sign, long count, string tail) : MemoryStream
    {
        private readonly byte[] _head = Encoding.ASCII.GetBytes(head);
        private readonly byte[] _tail = Encoding.ASCII.GetBytes(tail);
        private long _at;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var end = _head.Length + count + _tail.Length;
            var read = (int)Math.Min(buffer.Length, end - _at);
            for (var i = 0; i < read; i++, _at++)
            {
                buffer.Span[i] =
                    _at < _head.Length ? _head[_at]
                    : _at < _head.Length + count ? (byte)sign
                    : _tail[_at - _head.Length - count];
            }

            return ValueTask.FromResult(read);
        }
    }
}
