using System.Net;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Api.V1_3.Assets;

/// <summary>
/// The states of an asset's transcription, and which entries come. What is said in real speech is asked by the clients' suites.
/// </summary>
public sealed class AssetTranscriptionTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_first_question_about_a_ready_asset_queues_the_work_and_later_ones_do_not()
    {
        var asset = await AssetAsync(a => a with { Status = AssetStatus.Ready, DurationSec = 5 });
        Assert.Equal("pending", await StatusAsync(asset));
        Assert.Equal("pending", await StatusAsync(asset));
        Assert.Equal(1, await _server.Stores.Queue.CountAsync(default));
        Assert.Equal(JobKinds.TranscribeAsset, await _server.FindJobAsync(asset));
    }

    [Fact]
    public async Task Work_that_a_worker_reports_on_is_processing()
    {
        var asset = await AssetAsync(a => a with { Status = AssetStatus.Ready, DurationSec = 5 });
        await StatusAsync(asset);
        var now = DateTimeOffset.UtcNow.AddMinutes(1);
        var job = (await _server.Stores.Queue.TakeAsync("test", null, TimeSpan.FromMinutes(1), new AttemptLimits(3, 10), now, default))!;
        await _server.Stores.Queue.HeartbeatAsync(job, TimeSpan.FromMinutes(1), new JobProgress("sound", 0.5), now, default);
        Assert.Equal("processing", await StatusAsync(asset));
    }

    [Fact]
    public async Task A_failure_is_200_with_its_reason()
    {
        var asset = await AssetAsync(a => a with { Status = AssetStatus.Ready, DurationSec = 5 });
        var now = DateTimeOffset.UnixEpoch;
        var failed = new FailedTranscriptionRecord
        {
            TenantId = ReelsightServer.DefaultTenant,
            AssetId = asset,
            Failure = new("video_file_broken", "The sound is damaged."),
            CreatedAt = now,
            UpdatedAt = now,
        };
        await _server.Stores.FailedTranscriptions.AddAsync([failed], [], default);
        var shown = await _server.Client.JsonAsync($"assets/{asset}/transcription");
        Assert.Equal("failed", shown.Text("status"));
        Assert.Equal("The sound is damaged.", shown.GetProperty("error").Text("message"));
    }

    [Fact]
    public async Task An_asset_that_is_still_processing_is_pending_and_a_failed_one_has_failed()
    {
        Assert.Equal("pending", await StatusAsync(await AssetAsync(a => a)));
        Assert.Equal(
            "failed",
            await StatusAsync(await AssetAsync(a => a with { Status = AssetStatus.Failed, Failure = new("x", "It ends early.") }))
        );
        Assert.Equal(0, await _server.Stores.Queue.CountAsync(default));
    }

    [Fact]
    public async Task A_picture_has_no_transcription()
    {
        var asset = await AssetAsync(a => a with { Status = AssetStatus.Ready, FileType = "image/png" });
        Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync($"assets/{asset}/transcription", HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Only_known_kinds_of_entries_can_be_asked_for()
    {
        var asset = await AssetAsync(a => a);
        using var answer = await _server.Client.GetAsync(new Uri($"assets/{asset}/transcription?include=syllables", UriKind.Relative));
        var message = (await answer.JsonAsync(HttpStatusCode.BadRequest)).Text("message");
        Assert.Equal("The parameter include takes words, sentences, utterances.", message);
    }

    [Fact]
    public async Task Media_without_sound_become_ready_with_empty_lists_and_words_are_never_made_up()
    {
        await using var server = await RunningServer.StartAsync(s => s with { Workers = 1 });
        var asset = await server.UploadedAsync("film.mp4", await TestMedia.FilmAsync());
        Assert.Equal("ready", (await server.WaitUntilSettledAsync($"assets/{asset}")).Text("status"));
        Assert.Equal("ready", (await server.WaitUntilSettledAsync($"assets/{asset}/transcription")).Text("status"));

        async Task<string> KeysAsync(string query) =>
            string.Join(' ', (await server.Client.JsonAsync($"assets/{asset}/transcription{query}")).EnumerateObject().Select(p => p.Name));
        Assert.Equal("status", await KeysAsync(""));
        Assert.Equal("status sentences", await KeysAsync("?include=sentences"));
        Assert.Equal("status sentences utterances", await KeysAsync("?include=words&include=sentences&include=utterances"));
        Assert.Equal("status utterances", await KeysAsync("?include=words,utterances"));
        Assert.Empty(
            (await server.Client.JsonAsync($"assets/{asset}/transcription?include=sentences")).GetProperty("sentences").EnumerateArray()
        );
    }

    private async Task<string?> StatusAsync(string asset) =>
        (await _server.Client.JsonAsync($"assets/{asset}/transcription")).Text("status");

    private async Task<string> AssetAsync(Func<AssetRecord, AssetRecord> change)
    {
        var asset = change(
            new AssetRecord
            {
                Id = _server.Stores.Ids.Next(),
                TenantId = ReelsightServer.DefaultTenant,
                Method = AssetMethod.Direct,
                Status = AssetStatus.Processing,
                Filename = "a.mp4",
                FileType = "video/mp4",
                ContentHash = new string('a', 64),
                CreatedAt = DateTimeOffset.UnixEpoch,
                UpdatedAt = DateTimeOffset.UnixEpoch,
            }
        );
        await _server.Stores.Assets.AddAsync(asset, null, default);
        return asset.Id;
    }
}
