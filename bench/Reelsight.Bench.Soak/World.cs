using System.Text.Json;

namespace Reelsight.Bench.Soak;

/// <summary>What is there before the first kill: an index with a video that is ready, and a label set.</summary>
internal sealed record World(string IndexId, string VideoId, string LabelSetId)
{
    /// <summary>The asset of the video.</summary>
    public string AssetId { get; init; } = "";

    /// <summary>The path of the label set.</summary>
    public string LabelSetPath => $"/reelsight/v1/label-sets/{LabelSetId}";

    public const string Asset = "upload";
    public const string Upload = "upload in chunks";
    public const string IndexingTask = "indexing task";
    public const string Annotation = "annotation";
    public const string Export = "export";
    public const string Store = "knowledge store";
    public const string Item = "item of a knowledge store";
    public const string Analysis = "analysis";

    public static async Task<World> CreateAsync(SoakClient client, Footage footage)
    {
        var index = await client.SendJsonAsync(
            HttpMethod.Post,
            "indexes",
            new { index_name = "films", models = new[] { new { model_name = "marengo3.0", model_options = new[] { "visual", "audio" } } } }
        );
        var indexId = index!.Value.Text("_id");
        // Described once, with the models; whoever sends the same bytes finds every stage done.
        var task = (await client.SendFileAsync("tasks", "video_file", "first.mp4", footage.Clip, ("index_id", indexId)))!.Value;
        JsonElement? state;
        do
        {
            state = await client.GetAsync($"tasks/{task.Text("_id")}");
            if (state!.Value.Text("status") == "failed")
            {
                throw new InvalidOperationException($"The first video failed: {state}");
            }
            await Task.Delay(100);
        } while (state.Value.Text("status") != "ready");
        var set = await client.SendJsonAsync(
            HttpMethod.Post,
            "/reelsight/v1/label-sets",
            new
            {
                index_id = indexId,
                name = "things",
                labels = new[] { new { name = "thing" } },
            }
        );
        return new World(indexId, task.Text("video_id"), set!.Value.Text("_id"));
    }
}
