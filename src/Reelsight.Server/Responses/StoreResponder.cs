using Reelsight.Analysis.Agent;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Search;
using Reelsight.Search.Engine;
using Reelsight.Server.Analyze;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Api.V1_3.Responses;
using Reelsight.Server.Generation;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Responses;

/// <summary>
/// Puts a question to the agent, with the items of the store at its hand, and has the language model write the answer anew where there is
/// one. When it fails before it wrote anything, the agent's own answer is given.
/// </summary>
internal sealed class StoreResponder(StoreAgent agent, SearchEngine engine, TimelineCache timelines, ChatCompletionClient? endpoint = null)
{
    private readonly AgentAnswerGenerator? _generator = endpoint is null ? null : new AgentAnswerGenerator(new GroundedGenerator(endpoint));

    /// <summary>The answer.</summary>
    /// <exception cref="LanguageModelException">The endpoint broke off after a part of the answer was sent.</exception>
    internal async Task<StoreAnswer> AnswerAsync(
        Call call,
        ResponseRequest request,
        SessionRecord session,
        QuestionScope scope,
        ResponseOutputWriter output
    )
    {
        var question = new AgentQuestion
        {
            Text = scope.Question,
            Items =
            [
                .. scope.Items.Select(item => new AgentItem(item.Id, item.Title ?? item.Filename, item.DurationSec == 0, item.DurationSec)),
            ],
            UnreadyItems = scope.UnreadyItems,
            Instructions = request.Instructions,
            PreviousTurn = session.Turns is [.., var last] ? new AgentTurn(last.Question, last.CitedItemIds) : null,
            Schema = request.Schema,
        };
        var evidence = new StoreEvidence(engine, timelines, request.StoreId, scope.Items);
        var draft = await agent.AnswerAsync(question, evidence, output.AddAsync, call.Cancellation);
        if (_generator is null || question.Items.Count == 0)
        {
            return new StoreAnswer(draft, null, null);
        }

        try
        {
            var earlier = session.Turns is [.., var before] ? before.Answer : null;
            var (answer, writing) = await _generator.GenerateAsync(
                question,
                draft,
                earlier,
                evidence,
                output.IsStreamed ? output.AddTextAsync : null,
                call.Cancellation
            );
            return new StoreAnswer(answer, writing, GenerationView.FromEndpoint(_generator.Name, writing.IsRepaired));
        }
        catch (LanguageModelException e) when (!output.HasText)
        {
            return new StoreAnswer(draft, null, GenerationView.FromComposer(_generator.Name, e.Message));
        }
    }

    private sealed class StoreEvidence(SearchEngine engine, TimelineCache timelines, string storeId, IReadOnlyList<VideoRecord> items)
        : IStoreEvidence
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
            var found = await engine.SearchAsync(query, ct);
            return [.. found.Moments.Select(m => new AgentHit(m.VideoId, m.StartSec, m.EndSec, m.Reasons))];
        }

        public async Task<VideoTimeline?> ReadAsync(AgentItem item, CancellationToken ct)
        {
            var record = _items[item.Id];
            return (await timelines.FindAsync(record.TenantId, record.ContentHash!, record.DurationSec, ct))?.Timeline;
        }
    }
}
