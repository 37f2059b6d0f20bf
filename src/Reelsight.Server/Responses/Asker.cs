using Reelsight.Search;
using Reelsight.Server.Http;
using Reelsight.Storage;
using Reelsight.Understanding.Agent;
using Reelsight.Understanding.Facts;

namespace Reelsight.Server.Responses;

/// <summary>Puts a question to the agent, with the items of the store at its hand.</summary>
internal sealed class Asker(StoreAgent agent, SearchEngine engine, IDescribedStore described)
{
    /// <summary>The answer.</summary>
    internal Task<AgentAnswer> AskAsync(Call call, ResponseRequest request, SessionRecord session, Scope scope, Func<ToolUse, Task> report)
    {
        var question = new AgentQuestion
        {
            Text = scope.Question,
            Items = [.. scope.Items.Select(item => new AgentItem(item.Id, item.Title ?? item.Filename, item.DurationSec == 0, item.DurationSec))],
            UnreadyItems = scope.Unready,
            Instructions = request.Instructions,
            Before = session.Turns is [.., var last] ? new AgentTurn(last.Question, last.CitedItemIds) : null,
            Schema = request.Schema,
        };
        return agent.AnswerAsync(question, new Evidence(engine, described, request.StoreId, scope.Items), report, call.Cancelled);
    }

    private sealed class Evidence(SearchEngine engine, IDescribedStore described, string storeId, IReadOnlyList<VideoRecord> items) : IStoreEvidence
    {
        private readonly Dictionary<string, VideoRecord> _items = items.ToDictionary(item => item.Id, StringComparer.Ordinal);

        public async Task<IReadOnlyList<AgentHit>> SearchAsync(string text, IReadOnlyList<AgentItem> among, CancellationToken ct)
        {
            var query = new SearchQuery
            {
                TenantId = items[0].TenantId,
                IndexId = storeId,
                Text = text,
                Modalities = Modalities.Visual | Modalities.Audio,
                Filter = new VideoFilter { Ids = [.. among.Select(item => item.Id)] },
            };
            var found = await engine.SearchAsync(query, ct).ConfigureAwait(false);
            return [.. found.Moments.Select(m => new AgentHit(m.VideoId, m.StartSec, m.EndSec, m.Reasons))];
        }

        public async Task<VideoTimeline?> ReadAsync(AgentItem item, CancellationToken ct)
        {
            var record = _items[item.Id];
            return await described.FindAsync(record.TenantId, record.ContentHash!, ct).ConfigureAwait(false) is { } found ? VideoTimeline.Of(found, record.DurationSec) : null;
        }
    }
}
