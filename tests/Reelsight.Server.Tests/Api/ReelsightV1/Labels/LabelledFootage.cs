using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Core.Descriptions;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Labels;

/// <summary>A server with a video of 300 frames (25 a second) and a label set, and the calls that tests make.</summary>
internal sealed class LabelledFootage : IAsyncDisposable
{
    internal const string Root = "/reelsight/v1/label-sets";

    private LabelledFootage(RunningServer server, VideoRecord video, JsonElement set) => (Server, Video, Set) = (server, video, set);

    internal RunningServer Server { get; }
    internal VideoRecord Video { get; }
    internal JsonElement Set { get; }
    internal string SetPath => $"{Root}/{Set.Id()}";
    internal string Annotations => $"{SetPath}/annotations";

    internal static async Task<LabelledFootage> StartAsync(MediaDescription? described = null)
    {
        var server = await RunningServer.StartAsync();
        var index = await server.CreateIndexAsync("street");
        var video = await server.ReadyVideoAsync(index, "street.mp4", described);
        await server.AddFrameMapAsync(video);
        var set = await server.Client.SendAsync(
            HttpMethod.Post,
            Root,
            new
            {
                index_id = index,
                name = "Traffic",
                labels = new object[]
                {
                    new
                    {
                        name = "Person",
                        description = "a person",
                        attributes = new[]
                        {
                            new
                            {
                                name = "speed",
                                type = "enum",
                                values = new[] { "slow", "fast" },
                            },
                        },
                    },
                    new { name = "Vehicle", description = "a car" },
                    new { name = "Lorry", parent_id = "Vehicle" },
                },
            },
            HttpStatusCode.Created
        );
        return new LabelledFootage(server, video, set);
    }

    internal Task<JsonElement> AddAsync(
        int start,
        int end,
        string label = "Person",
        string reviewer = "ada",
        string? client = null,
        object? more = null
    )
    {
        var annotation = new Dictionary<string, object?>
        {
            ["video_id"] = Video.Id,
            ["label_id"] = label,
            ["start_frame"] = start,
            ["end_frame"] = end,
            ["client_id"] = client,
        };
        foreach (var property in more?.GetType().GetProperties() ?? [])
        {
            annotation[property.Name] = property.GetValue(more);
        }

        return Server.Client.SendAsync(
            HttpMethod.Post,
            Annotations,
            new { reviewer, annotation = annotation.Where(a => a.Value is not null).ToDictionary() },
            HttpStatusCode.Created
        );
    }

    internal Task<JsonElement> ListAsync(string query = "") => Server.Client.JsonAsync($"{Annotations}?{query}");

    internal Task<JsonElement> PostAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        Server.Client.SendAsync(HttpMethod.Post, SetPath + path, body, expected);

    internal Task<JsonElement> PatchAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        Server.Client.SendAsync(HttpMethod.Patch, SetPath + path, body, expected);

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}

/// <summary>JSON in, JSON out.</summary>
internal static class JsonRequests
{
    internal static async Task<JsonElement> SendAsync(
        this HttpClient client,
        HttpMethod method,
        string path,
        object body,
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        return await answer.JsonAsync(expected);
    }

    internal static long Number(this JsonElement body, string name) => body.GetProperty(name).GetInt64();
}
