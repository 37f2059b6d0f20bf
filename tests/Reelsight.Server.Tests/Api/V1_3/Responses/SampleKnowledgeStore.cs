using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Server.Tests.Api.V1_3.KnowledgeStores;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Responses;

/// <summary>A store that questions are asked about: a film with a dog and a car, a talk, and a photo. No test changes it.</summary>
public sealed class SampleKnowledgeStore : IAsyncLifetime
{
    public RunningServer Server { get; private set; } = null!;
    public string Id { get; private set; } = null!;
    public string Film { get; private set; } = null!;
    public string Talk { get; private set; } = null!;
    public string Photo { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.StartAsync();
        Id = (await Server.CreateStoreAsync()).Id();
        Film = await Server.ReadyItemAsync(Id, "film.mp4", KnowledgeStoreSeeds.Seen(("dog", 0, 5), ("car", 7, 11)));
        Talk = await Server.ReadyItemAsync(Id, "talk.mp4", Seeds.Spoken((1, 3, "the budget is approved"), (4, 6, "thank you all")));
        Photo = await Server.ReadyItemAsync(Id, "photo.jpg", KnowledgeStoreSeeds.Picture("dog", "dog", "bicycle"));
    }

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    /// <summary>Asks, and reads the whole response.</summary>
    public async Task<JsonElement> AskAsync(string question, object? more = null)
    {
        using var answer = await PostAsync(question, more);
        return await answer.JsonAsync();
    }

    public Task<HttpResponseMessage> PostAsync(string question, object? more = null)
    {
        var body = JsonSerializer
            .SerializeToNode(
                new
                {
                    knowledge_store_id = Id,
                    input = new[]
                    {
                        new
                        {
                            type = "message",
                            role = "user",
                            content = question,
                        },
                    },
                }
            )!
            .AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more ?? new { })!.AsObject().ToList())
        {
            body[name] = value?.DeepClone();
        }

        return Server.Client.PostAsJsonAsync("responses", body);
    }
}

/// <summary>Reading responses in tests.</summary>
public static class ResponseExtensions
{
    public static JsonElement Message(this JsonElement response) =>
        response.GetProperty("output").EnumerateArray().Single(o => o.Text("type") == "message");

    public static JsonElement Part(this JsonElement response) => Assert.Single(response.Message().GetProperty("content").EnumerateArray());

    public static string Prose(this JsonElement response) => response.Part().Text("text")!;

    public static JsonElement[] Annotations(this JsonElement response) => [.. response.Part().GetProperty("annotations").EnumerateArray()];

    /// <summary>The items that are cited, each once, in order.</summary>
    public static string[] Cited(this JsonElement response) => [.. response.Annotations().Select(a => a.Text("item_id")!).Distinct()];
}
