using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Cli.Errors;

namespace Reelsight.Cli.Client;

/// <summary>The command line's view of a server: the v1.3 API, whether the server runs in this process, beside it or elsewhere.</summary>
internal sealed partial class ApiClient : IDisposable
{
    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly string[] _unfinishedStates = ["validating", "pending", "queued", "indexing"];

    private static readonly TimeSpan _readyPollInterval = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http;

    /// <summary>Makes a client.</summary>
    /// <param name="server">Address of the server, without a path.</param>
    /// <param name="key">The API key.</param>
    /// <param name="handler">What sends the requests; null for the network.</param>
    public ApiClient(Uri server, string key, HttpMessageHandler? handler = null)
    {
        Server = server;
        // The owner's own server, named on the command line or started by this process: the guard against addresses found in content would
        // be in the way.
#pragma warning disable RS0030
        _http = new HttpClient(handler ?? CreateHandler(server))
        {
            BaseAddress = new Uri(server, "v1.3/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
#pragma warning restore RS0030
        _http.DefaultRequestHeaders.Add("x-api-key", key);
    }

    /// <summary>How requests are sent: without redirects, which would take the key along, and without a proxy that could read it.</summary>
    internal static SocketsHttpHandler CreateHandler(Uri server) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy only passes on what is encrypted, and has no business with this machine's own addresses.
            UseProxy = server.Scheme == Uri.UriSchemeHttps && !server.IsLoopback,
        };

    /// <summary>Address without a path.</summary>
    public Uri Server { get; }

    /// <summary>Waits while a starting server loads its indexes.</summary>
    public async Task WaitUntilReadyAsync(TimeProvider time, CancellationToken ct)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server, "healthz"));
            using var answer = await SendAsync(request, ct);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                throw await ReadErrorAsync(answer, ct);
            }

            await Task.Delay(_readyPollInterval, time, ct);
        }
    }

    /// <summary>The index of that name, or null.</summary>
    public async Task<WireIndex?> FindIndexAsync(string name, CancellationToken ct) =>
        (await GetAsync<WirePage<WireIndex>>($"indexes?index_name={Uri.EscapeDataString(name)}", ct)).Data.FirstOrDefault(index =>
            index.IndexName == name
        );

    /// <summary>Names of the indexes, newest first, at most 50.</summary>
    public async Task<IReadOnlyList<string>> GetIndexNamesAsync(CancellationToken ct) =>
        [.. (await GetAsync<WirePage<WireIndex>>("indexes?page_limit=50", ct)).Data.Select(index => index.IndexName)];

    /// <summary>Creates an index for everything that can be seen and heard.</summary>
    public async Task<string> CreateIndexAsync(string name, CancellationToken ct)
    {
        using var body = JsonContent.Create(
            new NewIndex(name, [new NewIndexModel("marengo3.0", ["visual", "audio"])], ["thumbnail"]),
            options: _json
        );
        return (await SendAsync<WireCreated>(HttpMethod.Post, "indexes", body, ct)).Id;
    }

    /// <summary>The ready video of the index with this content, or null.</summary>
    public async Task<WireVideo?> FindVideoByHashAsync(string indexId, string sha256, CancellationToken ct)
    {
        var condition = JsonSerializer.Serialize(new Dictionary<string, string> { [FileMetadata.Sha256] = sha256 });
        var found = await GetAsync<WirePage<WireVideo>>($"indexes/{indexId}/videos?user_metadata={Uri.EscapeDataString(condition)}", ct);
        return found.Data is [var video, ..] ? video : null;
    }

    /// <summary>An upload of this content that an earlier run began and the server still works on, or null.</summary>
    public async Task<WireTask?> FindUnfinishedAsync(string indexId, string filename, string sha256, CancellationToken ct)
    {
        var states = string.Join('&', _unfinishedStates.Select(status => $"status={status}"));
        var tasks = await GetAsync<WirePage<WireTask>>(
            $"tasks?index_id={indexId}&filename={Uri.EscapeDataString(filename)}&page_limit=50&{states}",
            ct
        );
        foreach (var task in tasks.Data)
        {
            var video = await GetAsync<WireVideo>($"indexes/{indexId}/videos/{task.VideoId}", ct);
            if (video.UserMetadata?.GetValueOrDefault(FileMetadata.Sha256)?.ToString() == sha256)
            {
                return task;
            }
        }
        return null;
    }

    /// <summary>Sends a file and starts indexing it.</summary>
    public async Task<WireCreated> UploadAsync(string indexId, string path, string sha256, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        using var part = new StreamContent(file, 1 << 20);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var index = new StringContent(indexId);
        using var metadata = new StringContent(
            JsonSerializer.Serialize(new Dictionary<string, string> { [FileMetadata.Sha256] = sha256, [FileMetadata.Path] = path })
        );
        using var form = new MultipartFormDataContent
        {
            { index, "index_id" },
            { metadata, "user_metadata" },
            { part, "video_file", System.IO.Path.GetFileName(path) },
        };
        return await SendAsync<WireCreated>(HttpMethod.Post, "tasks", form, ct);
    }

    /// <summary>State of an upload.</summary>
    public Task<WireTask> GetTaskAsync(string taskId, CancellationToken ct) => GetAsync<WireTask>($"tasks/{taskId}", ct);

    /// <summary>Names of the files behind video ids.</summary>
    public async Task<IReadOnlyDictionary<string, string>> GetFileNamesAsync(
        string indexId,
        IEnumerable<string> videoIds,
        CancellationToken ct
    )
    {
        var names = new Dictionary<string, string>();
        foreach (var id in videoIds.Distinct())
        {
            names[id] = (await GetAsync<WireVideo>($"indexes/{indexId}/videos/{id}", ct)).SystemMetadata.Filename;
        }
        return names;
    }

    /// <summary>Names of the files of all ready videos of an index, by id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> GetVideoNamesAsync(string indexId, CancellationToken ct)
    {
        var names = new Dictionary<string, string>();
        for (var page = 1; ; page++)
        {
            var videos = await GetAsync<WirePage<WireVideo>>($"indexes/{indexId}/videos?page_limit=50&page={page}", ct);
            if (videos.Data.Count == 0)
            {
                return names;
            }

            foreach (var video in videos.Data)
            {
                names[video.Id] = video.SystemMetadata.Filename;
            }
        }
    }

    /// <summary>The facts about visible objects in a video.</summary>
    public async Task<IReadOnlyList<WireFact>> GetVisibleObjectFactsAsync(string videoId, CancellationToken ct) =>
        (await GetAsync<WireFactList>($"../reelsight/v1/videos/{videoId}/evidence?kind=visible", ct)).Facts;

    /// <summary>The best <paramref name="limit"/> moments.</summary>
    /// <param name="indexId">The index to search.</param>
    /// <param name="words">Text of the query; empty when there are only images.</param>
    /// <param name="limit">Maximum number of moments.</param>
    /// <param name="ct">Cancellation.</param>
    /// <param name="fields">Further fields of the request; a name given here replaces the default.</param>
    /// <param name="images">Paths of query images.</param>
    public async Task<WireSearch> SearchAsync(
        string indexId,
        string words,
        int limit,
        CancellationToken ct,
        IReadOnlyList<(string Name, string Value)>? fields = null,
        IReadOnlyList<string>? images = null
    )
    {
        fields ??= [];
        (string Name, string Value)[] usual = [("search_options", "visual"), ("search_options", "audio")];
        using var form = new MultipartFormDataContent();
        foreach (
            var (name, value) in ((string Name, string Value)[])
                [
                    ("index_id", indexId),
                    ("query_text", words),
                    .. usual.Where(u => fields.All(f => f.Name != u.Name)),
                    .. fields,
                    ("page_limit", Math.Min(limit, 50).ToString(CultureInfo.InvariantCulture)),
                ]
        )
        {
            form.Add(new StringContent(value), name);
        }
        if (images is { Count: > 0 })
        {
            form.Add(new StringContent("image"), "query_media_type");
        }

        foreach (var image in images ?? [])
        {
            form.Add(new StreamContent(File.OpenRead(image)), "query_media_file", System.IO.Path.GetFileName(image));
        }
        var first = await SendAsync<WireSearch>(HttpMethod.Post, "search", form, ct);
        var hits = first.Data.ToList();
        for (var token = first.PageInfo.NextPageToken; token is not null && hits.Count < limit; )
        {
            var next = await GetAsync<WireSearch>($"search/{token}", ct);
            hits.AddRange(next.Data);
            token = next.PageInfo.NextPageToken;
        }
        return first with { Data = [.. hits.Take(limit)] };
    }

    /// <summary>A URL that opens the studio signed in, once.</summary>
    public async Task<string> CreateSignInLinkAsync(CancellationToken ct) =>
        (await SendAsync<WireLink>(HttpMethod.Post, "/reelsight/v1/sign-in-links", null, ct)).Url;

    /// <summary>The visual spaces of the indexed footage.</summary>
    public async Task<IReadOnlyList<WireSpace>> GetSpacesAsync(CancellationToken ct) =>
        (await GetAsync<WireSpaces>("/reelsight/v1/spaces", ct)).Data;

    /// <summary>Switches searches to another visual space.</summary>
    public Task<WireSpace> SwitchSpaceAsync(string space, CancellationToken ct) =>
        SendAsync<WireSpace>(HttpMethod.Post, $"/reelsight/v1/spaces/{Uri.EscapeDataString(space)}/switch", null, ct);

    /// <summary>Deletes a space that is not searched.</summary>
    public async Task DropSpaceAsync(string space, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/reelsight/v1/spaces/{Uri.EscapeDataString(space)}");
        using var answer = await SendAsync(request, ct);
        if (!answer.IsSuccessStatusCode)
        {
            throw await ReadErrorAsync(answer, ct);
        }
    }

    /// <summary>The server's description of its API, JSON.</summary>
    public async Task<string> GetOpenApiAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server, "openapi.json"));
        using var answer = await SendAsync(request, ct);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(ct) : throw await ReadErrorAsync(answer, ct);
    }

    public void Dispose() => _http.Dispose();

    private Task<T> GetAsync<T>(string route, CancellationToken ct) => SendAsync<T>(HttpMethod.Get, route, null, ct);

    private async Task<T> SendAsync<T>(HttpMethod method, string route, HttpContent? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, route) { Content = body };
        using var answer = await SendAsync(request, ct);
        if (!answer.IsSuccessStatusCode)
        {
            throw await ReadErrorAsync(answer, ct);
        }

        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(_json, ct) ?? throw CreateForeignAnswer(answer, null);
        }
        catch (Exception cause) when (cause is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw CreateForeignAnswer(answer, cause);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (HttpRequestException cause)
        {
            throw new CommandException(ExitCodes.MissingRequirement, $"The server at {Server} did not answer: {cause.Message}", cause);
        }
    }

    private CommandException CreateForeignAnswer(HttpResponseMessage answer, Exception? cause) =>
        new(
            ExitCodes.MissingRequirement,
            $"What answers at {Server} is not Reelsight: it sent {answer.Content.Headers.ContentType?.MediaType ?? "something"} where JSON "
                + "was due. Check the address, and whether a proxy or another program answers in its place.",
            cause
        );

    private static async Task<ApiErrorException> ReadErrorAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        WireError? error = null;
        try
        {
            error = await answer.Content.ReadFromJsonAsync<WireError>(_json, ct);
        }
        catch (Exception cause) when (cause is JsonException or NotSupportedException or InvalidOperationException)
        {
            // Not an error of this API: the status alone is reported.
        }
        var message =
            answer.StatusCode == HttpStatusCode.Unauthorized
                ? "The server does not know this API key; give the right one with --key or REELSIGHT_API_KEY."
            : (int)answer.StatusCode is >= 300 and < 400
                ? $"The server redirects to {answer.Headers.Location}; give that address itself, since a key is not sent after redirects."
            : error?.Message ?? $"The server answered with status {(int)answer.StatusCode}.";
        return new ApiErrorException(error?.Code ?? "http_" + (int)answer.StatusCode, message);
    }
}
