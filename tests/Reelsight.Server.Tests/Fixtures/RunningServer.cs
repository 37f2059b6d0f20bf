using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Reelsight.Core;
using Reelsight.Pipeline.Indexing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Hosting;
using Reelsight.Server.Settings;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Fixtures;

/// <summary>
/// A real server on a free port over a data folder of its own. Workers are off unless a test asks: rows move by the stores.
/// </summary>
public sealed class RunningServer : IAsyncDisposable
{
    public const string Key = "tlk_first_tenant";
    public const string OtherKey = "tlk_second_tenant";
    public const string OtherTenant = "other";
    public const string AllowedHost = "reelsight.example";

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private RunningServer(DirectoryInfo folder, WebApplication app)
    {
        _folder = folder;
        _app = app;
        Address = new Uri(app.Urls.First());
        Stores = new ReelsightStores(app.Services);
        Client = ClientWith(Key);
        Other = ClientWith(OtherKey);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The folder that it keeps everything in.</summary>
    public string DataDir => _folder.FullName;

    /// <summary>What it keeps.</summary>
    public ReelsightStores Stores { get; }

    /// <summary>The routes it has.</summary>
    public IEnumerable<RouteEndpoint> Routes => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Works on the queue when a test says so.</summary>
    public JobWorker Worker => _app.Services.GetRequiredService<JobWorker>();

    /// <summary>Tells that the work on a video ended, as the worker does.</summary>
    public async Task EndAsync(VideoRecord video)
    {
        foreach (var listener in _app.Services.GetServices<IIndexingEvents>())
        {
            await listener.VideoFinishedAsync(video, default);
        }
    }

    /// <summary>A client with the first tenant's key; paths are relative to the API's root.</summary>
    public HttpClient Client { get; }

    /// <summary>A client of another tenant.</summary>
    public HttpClient Other { get; }

    public static async Task<RunningServer> StartAsync(Func<ServerSettings, ServerSettings>? change = null, TimeProvider? clock = null)
    {
        var folder = Directory.CreateTempSubdirectory("reelsight-server-");
        var settings = new ServerSettings
        {
            DataDir = folder.FullName,
            Port = 0,
            Workers = 0,
            ApiKey = Key,
            AllowedHosts = [AllowedHost],
        };
        var app = ReelsightServer.Build(change?.Invoke(settings) ?? settings, clock);
        await ReelsightServer.EnsureKeyAsync(app, default);
        await AddKeyAsync(app.Services, OtherTenant, OtherKey, AccessScopes.All);
        await app.StartAsync();
        var server = new RunningServer(folder, app);
        await server.ReadyAsync();
        return server;
    }

    /// <summary>A client with a new key of the first tenant that may do no more than told.</summary>
    public async Task<HttpClient> ClientWithScopesAsync(AccessScopes scopes)
    {
        var key = $"tlk_{Guid.NewGuid():N}";
        await AddKeyAsync(_app.Services, ReelsightServer.DefaultTenant, key, scopes);
        return ClientWith(key);
    }

    private static Task AddKeyAsync(IServiceProvider services, string tenantId, string key, AccessScopes scopes) =>
        services
            .GetRequiredService<IApiKeyStore>()
            .AddAsync(
                new ApiKeyRecord
                {
                    Id = services.GetRequiredService<IdGenerator>().Next(),
                    TenantId = tenantId,
                    Name = "test",
                    Scopes = scopes,
                    CreatedAt = DateTimeOffset.UnixEpoch,
                },
                key,
                default
            );

    public HttpClient ClientWith(string? key)
    {
        var client = new HttpClient { BaseAddress = new Uri(Address, "/v1.3/") };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("x-api-key", key);
        }

        return client;
    }

    /// <summary>Creates an index and returns its id.</summary>
    public async Task<string> CreateIndexAsync(
        string name,
        string[]? options = null,
        string[]? addons = null,
        HttpClient? client = null,
        string model = "marengo3.0"
    )
    {
        var body = new
        {
            index_name = name,
            models = new[] { new { model_name = model, model_options = options ?? ["visual", "audio"] } },
            addons = addons ?? [],
        };
        using var answer = await (client ?? Client).PostAsJsonAsync("indexes", body);
        return (await answer.JsonAsync(HttpStatusCode.Created)).GetProperty("_id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Other.Dispose();
        // Disposing alone waits for nobody: a worker could still write into the folder while it is deleted.
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task ReadyAsync()
    {
        for (; ; )
        {
            using var answer = await Client.GetAsync(new Uri("/healthz", UriKind.Relative));
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Yield();
        }
    }
}

/// <summary>Reading answers in tests.</summary>
public static class HttpResponseExtensions
{
    /// <summary>The JSON body, after the status was checked.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} instead of {(int)expected}: {text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    /// <summary>The code of an error, after the status and the shape of the body were checked.</summary>
    public static async Task<string> ErrorAsync(this HttpResponseMessage answer, HttpStatusCode expected)
    {
        var body = await answer.JsonAsync(expected);
        Assert.NotEmpty(body.GetProperty("message").GetString()!);
        return body.GetProperty("code").GetString()!;
    }

    /// <summary>GET and read the JSON body.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.JsonAsync();
    }

    /// <summary>GET and read the error's code.</summary>
    public static async Task<string> ErrorAsync(this HttpClient client, string path, HttpStatusCode expected)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.ErrorAsync(expected);
    }

    /// <summary>The elements of a list's <c>data</c>.</summary>
    public static JsonElement[] Data(this JsonElement body) => [.. body.GetProperty("data").EnumerateArray()];

    public static string Id(this JsonElement body) => body.GetProperty("_id").GetString()!;

    public static string? Text(this JsonElement body, string name) => body.GetProperty(name).GetString();
}
