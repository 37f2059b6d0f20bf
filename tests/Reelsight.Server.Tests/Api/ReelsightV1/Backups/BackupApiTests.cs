using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Backup;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Backups;

/// <summary>The owner backs a running server up; nobody else does.</summary>
public sealed class BackupApiTests : IAsyncLifetime
{
    private const string Root = "/reelsight/v1/backups";

    private readonly TemporaryFolder _folder = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_running_server_is_backed_up_and_the_backup_has_what_was_acknowledged()
    {
        using var none = await _server.Client.GetAsync(new Uri($"{Root}/latest", UriKind.Relative));
        Assert.Equal("resource_not_exist", await none.ErrorAsync(HttpStatusCode.NotFound));
        var index = await _server.CreateIndexAsync("films");
        var video = await _server.ReadyVideoAsync(index, "film.mp4");
        var done = await BackUpAsync();
        Assert.Equal(("ready", 1.0), (done.Text("state"), done.GetProperty("progress").GetDouble()));
        Assert.Empty(done.GetProperty("faults").EnumerateArray());

        BackupRestorer.Restore(_folder.Combine("backup"), _folder.Combine("restored"), null, default);
        using var stores = ReelsightStores.Open(_folder.Combine("restored"), TimeProvider.System);
        Assert.NotNull(await stores.Videos.FindAsync(video.TenantId, index, video.Id, default));
        Assert.NotNull(stores.Blobs.FindPath(video.TenantId, video.ContentHash!));

        await _server.Stores.Blobs.DeleteAsync(video.TenantId, video.ContentHash!, default);
        Directory.Delete(_folder.Combine("backup"), recursive: true);
        done = await BackUpAsync();
        Assert.Equal("incomplete", done.Text("state"));
        Assert.EndsWith("is missing", Assert.Single(done.GetProperty("faults").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_cannot_be_made_says_why()
    {
        Directory.CreateDirectory(_folder.Combine("backup"));
        await File.WriteAllTextAsync(_folder.Combine("backup", "mine"), "mine");
        var done = await BackUpAsync();
        Assert.Equal("failed", done.Text("state"));
        Assert.Contains("choose an empty folder", done.Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("../backup")]
    [InlineData("/tmp/a\u0000b")]
    public async Task A_folder_must_be_an_absolute_path(string folder)
    {
        using var answer = await _server.Client.PostAsJsonAsync(Root, new { folder });
        Assert.Equal("parameter_invalid", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Another_tenant_can_neither_start_nor_see_backups()
    {
        using var started = await _server.Other.PostAsJsonAsync(Root, new { folder = _folder.Combine("backup") });
        Assert.Equal("api_not_allowed", await started.ErrorAsync(HttpStatusCode.Forbidden));
        using var seen = await _server.Other.GetAsync(new Uri($"{Root}/latest", UriKind.Relative));
        Assert.Equal("api_not_allowed", await seen.ErrorAsync(HttpStatusCode.Forbidden));
    }

    private async Task<JsonElement> BackUpAsync()
    {
        using var started = await _server.Client.PostAsJsonAsync(Root, new { folder = _folder.Combine("backup") });
        await started.JsonAsync(HttpStatusCode.Accepted);
        while (true)
        {
            var latest = await _server.Client.JsonAsync($"{Root}/latest");
            if (latest.Text("state") != "running")
            {
                return latest;
            }
            await Task.Yield();
        }
    }
}
