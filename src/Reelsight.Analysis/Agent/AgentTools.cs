using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.StructuredOutput;

namespace Reelsight.Analysis.Agent;

/// <summary>Calls the tools and reports each call.</summary>
internal sealed class AgentTools(IStoreEvidence evidence, Func<ToolCall, Task> report)
{
    private const int MaxShown = 20;

    /// <summary>The items at hand.</summary>
    public Task ListItemsAsync(IReadOnlyList<AgentItem> items) =>
        report(
            new ToolCall(
                "list_items",
                "{}",
                CompactJson.Write(
                    new JsonObject { ["count"] = items.Count, ["items"] = new JsonArray([.. items.Take(MaxShown).Select(CreateItemJson)]) }
                )
            )
        );

    /// <summary>Searches items.</summary>
    public async Task<IReadOnlyList<AgentHit>> SearchAsync(string text, IReadOnlyList<AgentItem> among, CancellationToken ct)
    {
        var hits = await evidence.SearchAsync(text, among, ct);
        var matches = hits.Take(MaxShown)
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
            new ToolCall(
                "search_items",
                CompactJson.Write(new JsonObject { ["query"] = text }),
                CompactJson.Write(new JsonObject { ["count"] = hits.Count, ["matches"] = new JsonArray([.. matches]) })
            )
        );
        return hits;
    }

    /// <summary>Reads the facts about an item.</summary>
    public async Task<VideoTimeline?> ReadEvidenceAsync(AgentItem item, CancellationToken ct)
    {
        var timeline = await evidence.ReadAsync(item, ct);
        var facts = new JsonObject();
        foreach (var group in (timeline?.Facts ?? []).GroupBy(f => f.Kind))
        {
            facts[JsonNamingPolicy.SnakeCaseLower.ConvertName(group.Key.ToString())] = group.Count();
        }

        await report(
            new ToolCall(
                "read_evidence",
                CompactJson.Write(new JsonObject { ["item_id"] = item.Id }),
                CompactJson.Write(new JsonObject { ["facts"] = facts })
            )
        );
        return timeline;
    }

    private static JsonNode CreateItemJson(AgentItem item) =>
        new JsonObject
        {
            ["item_id"] = item.Id,
            ["asset_type"] = item.IsImage ? "image" : "video",
            ["title"] = item.Title,
        };
}
