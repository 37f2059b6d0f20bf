using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Reelsight.Analysis.Agent;
using Reelsight.Analysis.Tokens;
using Reelsight.Core;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Api.V1_3.KnowledgeStores;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Responses;

/// <summary>
/// POST /responses → 200 with the agent's answer about a knowledge store: JSON, or server-sent events when <c>stream</c> says so. The last
/// message of <c>input</c> is the question. A session goes on where it left off. <c>include</c> shows which tools were used. An error
/// before the first event is an ordinary error; after it, the event <c>response.failed</c>.
/// </summary>
internal static partial class CreateResponse
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<KnowledgeStoreRecord> stores,
        SessionManager sessions,
        SelectionResolver selections,
        StoreResponder responder,
        SignedMediaUrls links,
        IdGenerator ids,
        TimeProvider clock,
        ILogger<ResponseOutputWriter> log
    )
    {
        var request = (await call.ReadJsonAsync(ResponsesWireJson.Default.ResponseBody)).Validate();
        await GetKnowledgeStore.FindAsync(call, stores, request.StoreId);
        await selections.ValidateAsync(call, request);
        var session = await sessions.OpenAsync(call.TenantId, request, call.Cancellation);
        var begun = new ResponseView
        {
            Id = ids.Next("resp"),
            Status = "in_progress",
            SessionId = session.Id,
            KnowledgeStoreId = request.StoreId,
            Output = [],
            CreatedAt = clock.GetUtcNow(),
        };
        if (!request.Stream)
        {
            return TypedResults.Json(await AnswerAsync(null), ResponsesWireJson.Default.ResponseView);
        }

        var stream = new ServerSentEventWriter(call);
        stream.Start();
        await stream.SendAsync(new("response.created") { Response = begun });
        await stream.SendAsync(new("response.in_progress") { Response = begun });
        try
        {
            await stream.SendAsync(new("response.completed") { Response = await AnswerAsync(stream) });
        }
        catch (Exception e) when (!call.Cancellation.IsCancellationRequested)
        {
            LogFailure(log, e, begun.Id);
            await stream.SendAsync(new("response.failed") { Response = begun with { Status = "failed" } });
        }
        await stream.CompleteAsync();
        return TypedResults.Empty;

        async Task<ResponseView> AnswerAsync(ServerSentEventWriter? events)
        {
            var scope = await selections.ResolveAsync(call, request, session);
            var output = new ResponseOutputWriter(events, request.IncludesSteps, session.Id, session.Messages);
            var (answer, generated, provenance) = await responder.AnswerAsync(request, session, scope, output, call.Cancellation);
            AnnotationView[] annotations = [.. answer.Citations.Select(c => CreateAnnotation(call, links, scope, c))];
            await (output.HasText ? output.CompleteTextAsync(answer.Text, annotations) : output.AddAsync(answer.Text, annotations));
            await sessions.AddTurnAsync(session, new SessionTurn(begun.Id, answer.Turn.Question, answer.Text, answer.Turn.CitedItemIds));
            var asked = request.Messages.Append(request.Instructions ?? "").Sum(TokenCounter.Count);
            return begun with
            {
                Status = "completed",
                Output = output.Items,
                Usage = generated is null
                    ? new(asked + output.ToolTokens, TokenCounter.Count(answer.Text))
                    : new(generated.InputTokens, generated.OutputTokens),
                Generation = GenerationView.From(provenance),
            };
        }
    }

    private static AnnotationView CreateAnnotation(Call call, SignedMediaUrls links, QuestionScope scope, AgentCitation citation)
    {
        var item = scope.Items.First(i => i.Id == citation.Item.Id);
        return new AnnotationView
        {
            Type = citation.Item.IsImage ? "image_citation" : "video_citation",
            StartIndex = citation.StartIndex,
            EndIndex = citation.EndIndex,
            ItemId = item.Id,
            StartSec = citation.StartSec,
            EndSec = citation.EndSec,
            Title = citation.Item.Title,
            ThumbnailUrl = links.GetCoverUrl(call, item.ContentHash, ArtefactStatus.Ready),
            HlsUrl = citation.Item.IsImage ? null : links.GetStreamUrl(call, item.ContentHash, item.Hls),
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The streamed response {ResponseId} failed.")]
    private static partial void LogFailure(ILogger log, Exception e, string responseId);
}
