using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Filling;

namespace Reelsight.Understanding.Agent;

/// <summary>Uses the tools, and reports each use as it was done.</summary>
internal sealed class Tools(IStoreEvidence evidence, Func<ToolUse, Task> report)
{
    private const int MostShown = 20;

    /// <summary>The items at hand.</summary>
    public Task ListAsync(IReadOnlyList<AgentItem> items) =>
        report(
            new ToolUse(
                "list_items",
                "{}",
                JsonText.Of(new JsonObject { ["count"] = items.Count, ["items"] = new JsonArray([.. items.Take(MostShown).Select(Show)]) })
            )
        );

    /// <summary>Searches items.</summary>
    public async Task<IReadOnlyList<AgentHit>> SearchAsync(string text, IReadOnlyList<AgentItem> among, CancellationToken ct)
    {
        var hits = await evidence.SearchAsync(text, among, ct);
        var matches = hits.Take(MostShown)
            .Select(hit =>
                (JsonNode)
                    new JsonObject
                    {
                        ["item_id"] = hit.ItemId,
                        ["start_sec"] = Math.Round(hit.StartSec, 3),
                        ["end_sec"] = Math.Round(hit.EndSec, 3),
                        ["found"] = new JsonArray([.. hit.Reasons.Select(r => (JsonNode)$"{r.Found} ({r.How})")]),
                    }
            );
        await report(
            new ToolUse(
                "search_items",
                JsonText.Of(new JsonObject { ["query"] = text }),
                JsonText.Of(new JsonObject { ["count"] = hits.Count, ["matches"] = new JsonArray([.. matches]) })
            )
        );
        return hits;
    }

    /// <summary>Reads what is known about an item.</summary>
    public async Task<VideoTimeline?> ReadAsync(AgentItem item, CancellationToken ct)
    {
        var timeline = await evidence.ReadAsync(item, ct);
        var facts = new JsonObject();
        foreach (var group in (timeline?.Facts ?? []).GroupBy(f => f.Kind))
        {
            facts[JsonNamingPolicy.SnakeCaseLower.ConvertName(group.Key.ToString())] = group.Count();
        }

        await report(
            new ToolUse(
                "read_evidence",
                JsonText.Of(new JsonObject { ["item_id"] = item.Id }),
                JsonText.Of(new JsonObject { ["facts"] = facts })
            )
        );
        return timeline;
    }

    private static JsonNode Show(AgentItem item) =>
        new JsonObject
        {
            ["item_id"] = item.Id,
            ["asset_type"] = item.IsImage ? "image" : "video",
            ["title"] = item.Title,
        };
}
