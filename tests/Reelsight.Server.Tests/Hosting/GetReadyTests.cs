using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Reelsight.Server.Hosting;
using Reelsight.Server.Settings;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Errors;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Hosting;

/// <summary>
/// /healthz tells that the server lives, /readyz that it can do its work; a damaged database is said, never a stack trace.
/// </summary>
public sealed class GetReadyTests
{
    private static readonly Uri _ready = new("/readyz", UriKind.Relative);
    private static readonly Uri _health = new("/healthz", UriKind.Relative);

    [Fact]
    public async Task A_server_that_can_work_is_ready_and_says_what_it_looked_at()
    {
        await using var server = await RunningServer.StartAsync();
        using var anybody = server.ClientWith(null);
        using var answer = await anybody.GetAsync(_ready);
        var body = await answer.JsonAsync();
        Assert.Equal("ready", body.Text("status"));
        Assert.Equal(["start", "disk", "database", "models"], Checks(body).Select(check => check.Text("name")));
        Assert.All(Checks(body), check => Assert.Equal("good", check.Text("status")));
    }

    [Fact]
    public async Task Too_little_disk_space_and_missing_models_are_named_and_the_server_lives_on()
    {
        using var empty = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync(s => s with { MinFreeMegabytes = int.MaxValue, ModelsDir = empty.Path });
        using var answer = await server.Client.GetAsync(_ready);
        var body = await answer.JsonAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("not_ready", body.Text("status"));
        Assert.Contains("free some space", Message(body, "disk"), StringComparison.Ordinal);
        Assert.Contains("reelsight models fetch", Message(body, "models"), StringComparison.Ordinal);
        Assert.Equal(["disk", "models"], Checks(body).Where(check => check.Text("status") == "bad").Select(check => check.Text("name")));
        using var health = await server.Client.GetAsync(_health);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task A_damaged_page_gives_503_with_a_remedy_and_the_server_is_no_longer_ready()
    {
        var clock = new ManualClock();
        await using var server = await RunningServer.StartAsync(s => Damage(s, "assets"), clock);
        using var before = await server.Client.GetAsync(_ready);
        await before.JsonAsync();
        using var listed = await server.Client.GetAsync(new Uri("assets", UriKind.Relative));
        Assert.Equal("storage_unavailable", await listed.ErrorAsync(HttpStatusCode.ServiceUnavailable));
        Assert.NotNull(listed.Headers.RetryAfter);
        clock.Advance(TimeSpan.FromSeconds(10));
        using var after = await server.Client.GetAsync(_ready);
        var body = await after.JsonAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("restore a backup", Message(body, "database"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_indexes_cannot_be_read_does_not_start_and_says_why()
    {
        using var folder = new TemporaryFolder();
        var settings = Damage(
            new ServerSettings
            {
                DataDir = folder.Path,
                Port = 0,
                Workers = 0,
                ApiKey = RunningServer.Key,
            },
            "indexes"
        );
        await using var app = ReelsightServer.Build(settings);
        await app.StartAsync();
        var failure = await Assert.ThrowsAsync<DataFolderException>(() => ReelsightServer.WaitUntilReadyAsync(app, default));
        Assert.Contains("is damaged", failure.Message, StringComparison.Ordinal);
        await app.WaitForShutdownAsync();
    }

    // Makes a data folder, and overwrites the first page of a table and of each of its indexes.
    private static ServerSettings Damage(ServerSettings settings, string table)
    {
        ReelsightStores.Open(settings.DataDir, TimeProvider.System).Dispose();
        var path = Path.Combine(settings.DataDir, "reelsight.db");
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        var size = Read("PRAGMA page_size")[0];
        var pages = Read($"SELECT rootpage FROM sqlite_schema WHERE tbl_name = '{table}' AND rootpage > 0");
        Read("PRAGMA wal_checkpoint(TRUNCATE)");
        connection.Close();
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        foreach (var page in pages)
        {
            RandomAccess.Write(file, Enumerable.Repeat((byte)0xff, (int)size).ToArray(), (page - 1) * size);
        }
        return settings;

        List<long> Read(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var numbers = new List<long>();
            while (reader.Read())
            {
                numbers.Add(reader.GetInt64(0));
            }
            return numbers;
        }
    }

    private static List<JsonElement> Checks(JsonElement body) => [.. body.GetProperty("checks").EnumerateArray()];

    private static string Message(JsonElement body, string check) => Checks(body).Single(one => one.Text("name") == check).Text("message")!;
}
