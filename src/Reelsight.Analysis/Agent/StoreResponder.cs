using Reelsight.Analysis.LanguageModels;
using Reelsight.Analysis.Timelines;
using Reelsight.Search.Engine;
using Reelsight.Storage.Records;

namespace Reelsight.Analysis.Agent;

/// <summary>
/// Answers a question about a knowledge store: the agent composes an answer from the items, and the language model, where one is
/// configured, rewrites it. When the model fails before it sent anything, the agent's answer stands. Thread-safe.
/// </summary>
/// <param name="agent">Composes answers.</param>
/// <param name="engine">Searches items.</param>
/// <param name="timelines">Holds the facts about items.</param>
/// <param name="model">The configured language model, or null.</param>
public sealed class StoreResponder(StoreAgent agent, SearchEngine engine, TimelineCache timelines, LanguageModel? model = null)
{
    private readonly AgentAnswerGenerator? _generator = model is null ? null : new AgentAnswerGenerator(new GroundedGenerator(model));

    /// <summary>Answers a question.</summary>
    /// <param name="request">The request.</param>
    /// <param name="session">The conversation that it is part of.</param>
    /// <param name="scope">The question and the items that it is about.</param>
    /// <param name="output">Receives the use of tools, and the text of the model piece by piece.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="LanguageModelException">The model failed after a part of the answer was sent.</exception>
    public async Task<StoreAnswer> AnswerAsync(
        ResponseRequest request,
        SessionRecord session,
        QuestionScope scope,
        IAgentOutput output,
        CancellationToken ct
    )
    {
        var lastTurn = session.Turns is [.., var last] ? last : null;
        var question = new AgentQuestion
        {
            Text = scope.Question,
            Items =
            [
                .. scope.Items.Select(item => new AgentItem(item.Id, item.Title ?? item.Filename, item.DurationSec == 0, item.DurationSec)),
            ],
            UnreadyItems = scope.UnreadyItems,
            Instructions = request.Instructions,
            PreviousTurn = lastTurn is null ? null : new AgentTurn(lastTurn.Question, lastTurn.CitedItemIds),
            Schema = request.Schema,
        };
        var evidence = new StoreEvidence(engine, timelines, request.StoreId, scope.Items);
        var draft = await agent.AnswerAsync(question, evidence, output.AddAsync, ct);
        if (_generator is null || question.Items.Count == 0)
        {
            return new StoreAnswer(draft, null, null);
        }

        try
        {
            var (answer, generated) = await _generator.GenerateAsync(
                question,
                draft,
                lastTurn?.Answer,
                evidence,
                output.IsStreamed ? output.AddTextAsync : null,
                ct
            );
            return new StoreAnswer(answer, generated, AnswerProvenance.FromModel(_generator.Name, generated.IsRepaired));
        }
        catch (LanguageModelException e) when (!output.HasText)
        {
            return new StoreAnswer(draft, null, AnswerProvenance.FromComposer(_generator.Name, e.Message));
        }
    }
}
