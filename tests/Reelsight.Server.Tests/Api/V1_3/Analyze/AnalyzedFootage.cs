using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Reelsight.Core.Descriptions;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Api.V1_3.Analyze;

/// <summary>Indexed videos and assets with known content, and requests about them.</summary>
internal static class AnalyzedFootage
{
    /// <summary>A white car crosses at 2-5 s; at 6 s somebody says a sentence.</summary>
    public static MediaDescription Car { get; } =
        new()
        {
            Clips = [new Clip(0, 6, null), new Clip(6, 12, null)],
            Evidence =
            [
                new Evidence
                {
                    Kind = EvidenceKind.Object,
                    Text = "car",
                    StartSec = 2,
                    EndSec = 5,
                    Confidence = 0.8,
                    Source = "objects-1",
                    Colours = ["white"],
                    Moving = true,
                    Sightings = [.. Enumerable.Range(0, 6).Select(i => new Sighting(2 + i * 0.5, i * 0.16f, 0.4f, 0.2f, 0.2f, 0.8f))],
                },
                new Evidence
                {
                    Kind = EvidenceKind.Speech,
                    Text = "That was a quick car.",
                    StartSec = 6,
                    EndSec = 8,
                    Confidence = 0.9,
                    Source = "speech-1",
                },
            ],
            Vectors = [],
            HasAudio = true,
        };

    /// <summary>A ready video of an index that the analyst may look at; returns its id.</summary>
    public static async Task<string> CarVideoAsync(this RunningServer server, string name)
    {
        var index = await server.CreateIndexAsync(name, model: "pegasus1.2");
        return (await server.ReadyVideoAsync(index, $"{name}.mp4", Car)).Id;
    }

    /// <summary>A ready asset of 12 seconds; returns its id.</summary>
    public static async Task<string> AssetAsync(this RunningServer server, AssetStatus status = AssetStatus.Ready)
    {
        var now = DateTimeOffset.UnixEpoch;
        var asset = new AssetRecord
        {
            Id = server.Stores.Ids.Next(),
            TenantId = ReelsightServer.DefaultTenant,
            Method = AssetMethod.Direct,
            Status = status,
            Filename = "clip.mp4",
            FileType = "video/mp4",
            DurationSec = status == AssetStatus.Ready ? 12 : null,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await server.Stores.Assets.AddAsync(asset, null, default);
        return asset.Id;
    }

    /// <summary>POSTs JSON text.</summary>
    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, string json) =>
        client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>POSTs an object as JSON.</summary>
    public static Task<HttpResponseMessage> PostObjectAsync(this HttpClient client, string path, object body) =>
        client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);

    /// <summary>The lines of an answer, each with its line feed.</summary>
    public static JsonElement[] Lines(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
    }
}
