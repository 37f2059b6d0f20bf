using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Errors;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Api.V1_3.KnowledgeStores;

/// <summary>Knowledge stores with items in states that only the pipeline reaches, through the stores that it uses.</summary>
public static class KnowledgeStoreSeeds
{
    private const string Tenant = ReelsightServer.DefaultTenant;

    public static async Task<JsonElement> CreateStoreAsync(this RunningServer server, object? body = null)
    {
        using var answer = await server.Client.PostAsJsonAsync("knowledge-stores", body ?? new { name = "films" });
        return await answer.JsonAsync(HttpStatusCode.Created);
    }

    /// <summary>An asset that was probed.</summary>
    public static async Task<AssetRecord> ReadyAssetAsync(this RunningServer server, string fileName = "film.mp4")
    {
        using var form = Seeds.Form([("method", "direct")]);
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes($"bytes of {fileName}")), "file", fileName);
        using var answer = await server.Client.PostAsync("assets", form);
        var id = (await answer.JsonAsync(HttpStatusCode.Created)).Id();
        var asset = (await server.Stores.Assets.FindAsync(Tenant, id, default))!;
        var timed = !asset.FileType.StartsWith("image/", StringComparison.Ordinal);
        var pictured = !asset.FileType.StartsWith("audio/", StringComparison.Ordinal);
        asset = asset with
        {
            Status = AssetStatus.Ready,
            DurationSec = timed ? 12 : null,
            Fps = timed ? 25 : null,
            Width = pictured ? 640 : null,
            Height = pictured ? 360 : null,
            TechnicalMetadataJson = timed ? """{"video_codec":"h264"}""" : """{"image_format":"mjpeg"}""",
        };
        await server.Stores.Assets.UpdateAsync(asset, default);
        return asset;
    }

    public static async Task<JsonElement> AddItemAsync(this RunningServer server, string storeId, object body)
    {
        using var answer = await server.Client.PostAsJsonAsync($"knowledge-stores/{storeId}/items", body);
        return await answer.JsonAsync(HttpStatusCode.Accepted);
    }

    /// <summary>An item that is ready, as if it had been described so; returns its id.</summary>
    public static async Task<string> ReadyItemAsync(
        this RunningServer server,
        string storeId,
        string fileName,
        MediaDescription? described = null,
        object? metadata = null
    )
    {
        var asset = await server.ReadyAssetAsync(fileName);
        var id = (await server.AddItemAsync(storeId, new { asset_id = asset.Id, metadata })).Id();
        await server.Stores.Descriptions.PutAsync(Tenant, asset.ContentHash!, "1", described ?? Seeds.Nothing, default);
        await server.MoveItemAsync(storeId, id, VideoStatus.Ready);
        return id;
    }

    public static async Task MoveItemAsync(
        this RunningServer server,
        string storeId,
        string itemId,
        VideoStatus state,
        Failure? failure = null
    )
    {
        var item = (await server.Stores.Videos.FindAsync(Tenant, storeId, itemId, default))!;
        await server.Stores.Videos.UpdateAsync(item with { Status = state, Failure = failure, Hls = ArtefactStatus.Ready }, null, default);
    }

    /// <summary>Two clips in which these things are in view.</summary>
    public static MediaDescription Seen(params (string Label, double Start, double End)[] things) =>
        Seeds.Nothing with
        {
            Evidence = [.. things.Select(Thing)],
        };

    /// <summary>A picture that shows these things.</summary>
    public static MediaDescription Picture(params string[] labels) =>
        new()
        {
            Clips = [new(0, 1, null)],
            Evidence = [.. labels.Select(label => Thing((label, 0, 1)))],
            Vectors = [],
            HasAudio = false,
        };

    private static Evidence Thing((string Label, double Start, double End) thing) =>
        new()
        {
            Kind = EvidenceKind.Object,
            Text = thing.Label,
            StartSec = thing.Start,
            EndSec = thing.End,
            Confidence = 0.9,
            Source = "test",
        };
}
