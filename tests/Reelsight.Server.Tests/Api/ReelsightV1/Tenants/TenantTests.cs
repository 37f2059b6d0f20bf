using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Tenants;

/// <summary>Tenants are made, suspended, limited and deleted, and nothing of a deleted one is left.</summary>
public sealed class TenantTests : IAsyncLifetime
{
    private const string Tenants = "/reelsight/v1/tenants";
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(clock: _clock);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_tenant_has_data_of_its_own_and_its_administrator_manages_it_alone()
    {
        var (id, client) = await CreateAsync(new { name = "news desk" });
        using var administrator = client;
        await _server.CreateIndexAsync("films", client: administrator);
        Assert.Empty((await _server.Client.JsonAsync("indexes")).Data());
        Assert.Single((await administrator.JsonAsync("/reelsight/v1/keys")).Data());
        Assert.Equal("api_not_allowed", await administrator.ErrorAsync(Tenants, HttpStatusCode.Forbidden));
        var listed = (await _server.Client.JsonAsync(Tenants)).Data();
        Assert.Contains(listed, tenant => tenant.Id() == id && tenant.Text("name") == "news desk");
    }

    [Fact]
    public async Task A_suspended_tenant_is_refused_at_once_with_its_browsers_and_links_and_let_in_again_as_it_was()
    {
        var (id, client) = await CreateAsync(new { name = "late payers" });
        using var administrator = client;
        var index = await _server.CreateIndexAsync("films", client: administrator);
        using var browser = _server.ClientWith(null);
        browser.DefaultRequestHeaders.Add("Origin", _server.Address.GetLeftPart(UriPartial.Authority));
        var key = administrator.DefaultRequestHeaders.GetValues("x-api-key").Single();
        var session = new Uri("/reelsight/v1/session", UriKind.Relative);
        (await browser.PostAsJsonAsync(session, new { api_key = key })).Dispose();
        var chunk = await BeginUploadAsync(administrator, 5);

        await PatchAsync(id, new { suspended = true });
        Assert.Equal("account_suspended", await administrator.ErrorAsync("indexes", HttpStatusCode.Forbidden));
        Assert.Equal("account_suspended", await browser.ErrorAsync("indexes", HttpStatusCode.Forbidden));
        using (var again = await browser.PostAsJsonAsync(session, new { api_key = key }))
        {
            Assert.Equal("account_suspended", await again.ErrorAsync(HttpStatusCode.Forbidden));
        }

        using (var content = new ByteArrayContent(new byte[5]))
        using (var put = await browser.PutAsync(chunk, content))
        {
            Assert.Equal("account_suspended", await put.ErrorAsync(HttpStatusCode.Forbidden));
        }

        await PatchAsync(id, new { suspended = false });
        Assert.Equal(index, Assert.Single((await administrator.JsonAsync("indexes")).Data()).Id());
    }

    [Fact]
    public async Task Nothing_of_a_deleted_tenant_is_left_in_any_table_or_folder_and_others_keep_everything()
    {
        var (id, client) = await CreateAsync(new { name = "leavers" });
        using var administrator = client;
        foreach (var owner in new[] { administrator, _server.Client })
        {
            await _server.CreateIndexAsync("films", client: owner);
            (await AddAssetAsync(owner)).Dispose();
            await BeginUploadAsync(owner, 5);
        }

        var before = CountRows("default");
        Assert.NotEmpty(FindFolders(id));
        using var deleted = await _server.Client.DeleteAsync(new Uri($"{Tenants}/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);

        Assert.Empty(CountRows(id));
        Assert.Empty(FindFolders(id));
        Assert.Equal(before.Where(t => t.Key != "audit_events"), CountRows("default").Where(t => t.Key != "audit_events"));
        Assert.Equal("api_key_invalid", await administrator.ErrorAsync("indexes", HttpStatusCode.Unauthorized));
        using var again = await _server.Client.DeleteAsync(new Uri($"{Tenants}/{id}", UriKind.Relative));
        Assert.Equal("resource_not_exist", await again.ErrorAsync(HttpStatusCode.NotFound));
        Assert.Contains((await _server.Client.JsonAsync("/reelsight/v1/audit-events")).Data(), e => e.Text("action") == "DeleteTenant");
    }

    [Fact]
    public async Task The_tenant_of_the_settings_key_can_be_neither_suspended_nor_deleted()
    {
        using var deleted = await _server.Client.DeleteAsync(new Uri($"{Tenants}/default", UriKind.Relative));
        Assert.Equal("tenant_is_default", await deleted.ErrorAsync(HttpStatusCode.Conflict));
        using var suspended = await _server.Client.PatchAsJsonAsync(
            new Uri($"{Tenants}/default", UriKind.Relative),
            new { suspended = true }
        );
        Assert.Equal("tenant_is_default", await suspended.ErrorAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Storage_is_held_to_its_quota_also_by_many_uploads_at_once_and_by_announced_ones()
    {
        var picture = await TestMedia.PictureAsync();
        var (id, client) = await CreateAsync(new { name = "small", max_storage_bytes = picture.Length + 10 });
        using var administrator = client;
        // Each differs, so that each counts.
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => AddAssetAsync(administrator, [.. picture, (byte)n])));
        Assert.InRange(answers.Count(a => a.StatusCode == HttpStatusCode.Created), 0, 1);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
        {
            Assert.Equal("usage_limit_exceeded", await refused.ErrorAsync(HttpStatusCode.Forbidden));
            refused.Dispose();
        }

        using var announced = await administrator.PostAsJsonAsync(
            new Uri("assets/multipart-uploads", UriKind.Relative),
            new
            {
                filename = "film.mp4",
                type = "video",
                total_size = picture.Length + 11,
            }
        );
        Assert.Equal("usage_limit_exceeded", await announced.ErrorAsync(HttpStatusCode.Forbidden));
        await PatchAsync(id, new { max_storage_bytes = 0 });
        using var unlimited = await AddAssetAsync(administrator);
        Assert.Equal(HttpStatusCode.Created, unlimited.StatusCode);
        Assert.True((await _server.Client.JsonAsync($"{Tenants}/{id}")).GetProperty("storage_bytes").GetInt64() >= picture.Length);
    }

    [Fact]
    public async Task Requests_are_held_to_those_of_a_day_and_told_when_the_next_one_begins()
    {
        var (_, client) = await CreateAsync(new { name = "few", max_requests_per_day = 2 });
        using var administrator = client;
        await administrator.JsonAsync("indexes");
        await administrator.JsonAsync("indexes");
        using var third = await administrator.GetAsync(new Uri("indexes", UriKind.Relative));
        Assert.Equal("too_many_requests", await third.ErrorAsync(HttpStatusCode.TooManyRequests));
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        await _server.Client.JsonAsync("indexes");
        _clock.Advance(TimeSpan.FromDays(1));
        await administrator.JsonAsync("indexes");
    }

    [Fact]
    public async Task Indexing_is_held_to_its_minutes()
    {
        var index = await _server.CreateIndexAsync("films", addons: ["thumbnail"]);
        var video = await _server.ReadyVideoAsync(index, "film.mp4");
        await PatchAsync("default", new { max_indexed_minutes = 1 });
        var used = _server.Stores.Tenants.GetUsage("default", _clock.GetUtcNow());
        Assert.Equal(video.DurationSec, used.IndexedSec);
        var asset = (await _server.Stores.Assets.FindAsync(video.TenantId, video.AssetId, default))!;
        await _server.Stores.Assets.UpdateAsync(asset with { Status = Storage.Records.AssetStatus.Ready, DurationSec = 60 }, default);
        using var answer = await _server.Client.PostAsJsonAsync($"indexes/{index}/indexed-assets", new { asset_id = video.AssetId });
        Assert.Equal("usage_limit_exceeded", await answer.ErrorAsync(HttpStatusCode.Forbidden));
    }

    private async Task<(string Id, HttpClient Client)> CreateAsync(object body)
    {
        using var made = await _server.Client.PostAsJsonAsync(new Uri(Tenants, UriKind.Relative), body);
        var id = (await made.JsonAsync(HttpStatusCode.Created)).Id();
        using var key = await _server.Client.PostAsJsonAsync(
            new Uri($"{Tenants}/{id}/keys", UriKind.Relative),
            new { name = "administrator", scopes = new[] { "admin" } }
        );
        return (id, _server.ClientWith((await key.JsonAsync(HttpStatusCode.Created)).Text("key")));
    }

    private async Task<JsonElement> PatchAsync(string id, object change)
    {
        using var answer = await _server.Client.PatchAsJsonAsync(new Uri($"{Tenants}/{id}", UriKind.Relative), change);
        return await answer.JsonAsync();
    }

    private static async Task<HttpResponseMessage> AddAssetAsync(HttpClient client, byte[]? bytes = null)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("direct"), "method" },
            { new ByteArrayContent(bytes ?? await TestMedia.PictureAsync()), "file", "image.png" },
        };
        return await client.PostAsync(new Uri("assets", UriKind.Relative), form);
    }

    private static async Task<Uri> BeginUploadAsync(HttpClient client, int size)
    {
        using var answer = await client.PostAsJsonAsync(
            new Uri("assets/multipart-uploads", UriKind.Relative),
            new
            {
                filename = "film.mp4",
                type = "video",
                total_size = size,
            }
        );
        var chunk = new Uri((await answer.JsonAsync(HttpStatusCode.Created)).GetProperty("upload_urls")[0].Text("url")!);
        using var content = new ByteArrayContent(new byte[size]);
        (await client.PutAsync(chunk, content)).Dispose();
        return chunk;
    }

    private List<string> FindFolders(string tenantId) =>
        [.. Directory.EnumerateDirectories(_server.DataDir, tenantId, SearchOption.AllDirectories)];

    private Dictionary<string, long> CountRows(string tenantId)
    {
        using var database = new SqliteConnection(
            $"Data Source={Path.Combine(_server.DataDir, "reelsight.db")};Mode=ReadOnly;Pooling=False"
        );
        database.Open();
        var tables = new List<string>();
        using (
            var command = new SqliteCommand(
                "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'tenant_id' WHERE m.type = 'table'",
                database
            )
        )
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var counts = new Dictionary<string, long>();
        foreach (var table in tables)
        {
            using var command = new SqliteCommand($"SELECT COUNT(*) FROM {table} WHERE tenant_id = $tenant", database);
            command.Parameters.AddWithValue("$tenant", tenantId);
            if ((long)command.ExecuteScalar()! is > 0 and var count)
            {
                counts[table] = count;
            }
        }

        return counts;
    }
}
