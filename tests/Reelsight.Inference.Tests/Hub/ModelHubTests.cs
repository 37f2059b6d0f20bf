using Reelsight.Inference.Hub;
using Reelsight.Inference.Packs;
using Reelsight.TestSupport;

namespace Reelsight.Inference.Tests.Hub;

public sealed class ModelHubTests : IAsyncDisposable
{
    private static readonly byte[] Large = [.. Enumerable.Range(0, 100_000).Select(at => (byte)(at * 7 / 3))];

    private readonly LocalHub _hub = new();
    private readonly TemporaryFolder _folder = new();

    public ModelHubTests()
    {
        _hub.Add("config.json", "{}"u8.ToArray());
        _hub.Add("visual/model.onnx", Large, isLarge: true);
    }

    private string Target => _folder.Combine("model.onnx");

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_revision_is_resolved_to_a_commit_and_files_are_fetched_from_it_and_verified()
    {
        using var hub = new ModelHub(_hub.Options());
        var repository = await hub.ResolveAsync(LocalHub.Repository, "main", default);
        Assert.Equal((LocalHub.Commit, "mit"), (repository.Commit, repository.Licence));
        Assert.NotNull(repository.GetFile("visual/model.onnx").Sha256);
        Assert.NotNull(repository.GetFile("config.json").GitHash);

        await hub.DownloadAsync(repository, repository.GetFile("config.json"), _folder.Combine("config.json"), _ => { }, default);
        long told = 0;
        await DownloadAsync(hub, came => told = came);
        Assert.Equal(Large, await File.ReadAllBytesAsync(Target));
        Assert.Equal(Large.Length, told);
        Assert.All(_hub.Requests.Where(request => request.Head.Contains("/resolve/", StringComparison.Ordinal)), request =>
            Assert.Contains($"/resolve/{LocalHub.Commit}/", request.Head, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transfer_that_broke_goes_on_where_it_stopped_also_in_another_process(bool knowsRanges)
    {
        _hub.KnowsRanges = knowsRanges;
        _hub.Breaks.Enqueue(30_000);
        using (var impatient = new ModelHub(_hub.Options() with { MaxRetries = 0 }))
        {
            var refusal = await Assert.ThrowsAsync<ModelStoreException>(() => DownloadAsync(impatient));
            Assert.Contains("What came is kept", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("the models that are installed go on", refusal.Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Target));
        Assert.Equal(30_000, new FileInfo(Target + ".part").Length);
        _hub.Breaks.Enqueue(20_000);
        using var hub = new ModelHub(_hub.Options());
        await DownloadAsync(hub);
        Assert.Equal(Large, await File.ReadAllBytesAsync(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder.Path));
        var ranged = _hub.Requests.Where(request => request.IsStorage && request.Head.Contains("Range: bytes=", StringComparison.Ordinal));
        Assert.Contains(ranged, request => request.Head.Contains("Range: bytes=30000-", StringComparison.Ordinal));
        Assert.All(ranged, request => Assert.Contains("If-Range: \"", request.Head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_changed_between_two_parts_is_fetched_anew()
    {
        var tampered = true;
        _hub.Tamper = (_, bytes) => tampered ? [.. bytes.Reverse()] : bytes;
        _hub.Breaks.Enqueue(30_000);
        using (var impatient = new ModelHub(_hub.Options() with { MaxRetries = 0 }))
        {
            await Assert.ThrowsAsync<ModelStoreException>(() => DownloadAsync(impatient));
        }

        tampered = false;
        using var hub = new ModelHub(_hub.Options());
        await DownloadAsync(hub);
        Assert.Equal(Large, await File.ReadAllBytesAsync(Target));
    }

    [Theory]
    [InlineData("visual/model.onnx", "its SHA-256 is")]
    [InlineData("config.json", "its hash for git is")]
    public async Task Other_bytes_than_the_listed_ones_are_discarded(string file, string sentence)
    {
        _hub.Tamper = (_, bytes) => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)];
        using var hub = new ModelHub(_hub.Options());
        var repository = await hub.ResolveAsync(LocalHub.Repository, "main", default);
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(() =>
            hub.DownloadAsync(repository, repository.GetFile(file), Target, _ => { }, default)
        );
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("discarded", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Bytes_beyond_the_listed_length_are_not_taken()
    {
        _hub.Tamper = (_, bytes) => [.. bytes, .. bytes];
        using var hub = new ModelHub(_hub.Options());
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(() => DownloadAsync(hub));
        Assert.Contains("longer than the hub lists", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task When_the_hub_limits_the_rate_the_client_waits_as_told_and_goes_on()
    {
        _hub.Before.Enqueue("429 Too Many Requests\nRetry-After: 7");
        _hub.Before.Enqueue("503 Service Unavailable\nRetry-After: 3");
        using var hub = new ModelHub(_hub.Options());
        Assert.Equal(LocalHub.Commit, (await hub.ResolveAsync(LocalHub.Repository, "main", default)).Commit);
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(3)], _hub.Pauses);
    }

    [Fact]
    public async Task A_wait_beyond_the_bound_becomes_a_sentence()
    {
        _hub.Before.Enqueue("429 Too Many Requests\nRetry-After: 3600");
        using var hub = new ModelHub(_hub.Options());
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(() => hub.ResolveAsync(LocalHub.Repository, "main", default));
        Assert.Contains("asks to wait 3600 seconds", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_hub.Pauses);
    }

    [Theory]
    [InlineData(null, "accept its terms at")]
    [InlineData("another", "The token in REELSIGHT_MODEL_HUB_TOKEN gives no access")]
    public async Task A_gated_repository_says_what_to_do(string? token, string sentence)
    {
        _hub.Token = "secret";
        using var hub = new ModelHub(_hub.Options(token));
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(() => hub.ResolveAsync(LocalHub.Repository, "main", default));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"{_hub.Address}{LocalHub.Repository}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_goes_to_the_hub_and_not_along_a_redirect_to_another_server()
    {
        _hub.Token = "secret";
        using var hub = new ModelHub(_hub.Options("secret"));
        await DownloadAsync(hub);
        Assert.Contains(_hub.Requests, request => request.IsStorage);
        Assert.All(_hub.Requests, request =>
            Assert.Equal(!request.IsStorage, request.Head.Contains("Authorization", StringComparison.OrdinalIgnoreCase))
        );
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_a_sentence()
    {
        Directory.CreateDirectory(Target + ".part");
        using var hub = new ModelHub(_hub.Options());
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(() => DownloadAsync(hub));
        Assert.Contains("cannot be written", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_are_few()
    {
        _hub.Redirects = 7;
        using var hub = new ModelHub(_hub.Options());
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(() => DownloadAsync(hub));
        Assert.Contains("redirects more than 5 times", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_into_a_private_network_is_refused_though_the_hub_itself_was_chosen_there()
    {
        using var hub = new ModelHub(_hub.Options() with { AllowPrivate = false });
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(() => DownloadAsync(hub));
        Assert.Contains("private address", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_hub.Requests, request => request.IsStorage);
    }

    [Fact]
    public async Task A_hub_that_is_away_is_a_sentence_that_says_what_goes_on_and_what_to_try()
    {
        var options = _hub.Options();
        await _hub.DisposeAsync();
        using var hub = new ModelHub(options);
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(() => hub.ResolveAsync(LocalHub.Repository, "main", default));
        Assert.Contains("models add FOLDER", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(options.MaxRetries, _hub.Pauses.Count);
    }

    [Theory]
    [InlineData("model")]
    [InlineData("owner/../model")]
    [InlineData("owner/model?x=1")]
    public async Task What_is_no_name_of_a_repository_is_not_asked_for(string name)
    {
        using var hub = new ModelHub(_hub.Options());
        var refusal = await Assert.ThrowsAsync<ModelStoreException>(() => hub.ResolveAsync(name, "main", default));
        Assert.Contains("is no repository", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_hub.Requests);
    }

    private async Task DownloadAsync(ModelHub hub, Action<long>? progress = null)
    {
        var repository = await hub.ResolveAsync(LocalHub.Repository, "main", default);
        await hub.DownloadAsync(repository, repository.GetFile("visual/model.onnx"), Target, progress ?? (_ => { }), default);
    }
}
