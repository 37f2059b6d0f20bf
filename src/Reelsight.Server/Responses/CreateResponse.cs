using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Reelsight.Server.Http;
using Reelsight.Server.KnowledgeStores;
using Reelsight.Server.Media;
using Reelsight.Server.Wire;
using Reelsight.Storage;
using Reelsight.Understanding.Agent;
using Reelsight.Understanding.Tokens;

namespace Reelsight.Server.Responses;

/// <summary>
/// POST /responses → 200 with the agent's answer about a knowledge store: JSON, or server-sent events when <c>stream</c> says so.
/// The last message of <c>input</c> is the question. A session goes on where it left off. <c>include</c> shows which tools were used.
/// An error before the first event is an ordinary error; after it, the event <c>response.failed</c>.
/// </summary>
internal static partial class CreateResponse
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<KnowledgeStoreRecord> stores,
        Sessions sessions,
        Selections selections,
        Asker asker,
        MediaLinks links,
        IdSource ids,
        TimeProvider clock,
        ILogger<ResponseOutput> log
    )
    {
        var request = (await call.ReadJsonAsync(WireJson.Default.ResponseBody)).Checked();
        await GetKnowledgeStore.FindAsync(call, stores, request.StoreId);
        await selections.CheckAsync(call, request);
        var session = await sessions.OpenAsync(call, request);
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
            return TypedResults.Json(await AnswerAsync(null), WireJson.Default.ResponseView);
        }

        var stream = new EventStream(call);
        stream.Start();
        await stream.SendAsync(new("response.created") { Response = begun });
        await stream.SendAsync(new("response.in_progress") { Response = begun });
        try
        {
            await stream.SendAsync(new("response.completed") { Response = await AnswerAsync(stream) });
        }
        catch (Exception e) when (!call.Cancelled.IsCancellationRequested)
        {
            LogFailure(log, e, begun.Id);
            await stream.SendAsync(new("response.failed") { Response = begun with { Status = "failed" } });
        }
        await stream.EndAsync();
        return TypedResults.Empty;

        async Task<ResponseView> AnswerAsync(EventStream? events)
        {
            var scope = await selections.ReadAsync(call, request, session);
            var output = new ResponseOutput(events, request.WithSteps, session.Id, session.Messages);
            var (answer, writing, by) = await asker.AskAsync(call, request, session, scope, output);
            AnnotationView[] annotations = [.. answer.Citations.Select(c => Annotation(call, links, scope, c))];
            await (output.HasText ? output.EndTextAsync(answer.Text, annotations) : output.AddAsync(answer.Text, annotations));
            await sessions.KeepAsync(call, session, new SessionTurn(begun.Id, answer.Turn.Question, answer.Text, answer.Turn.CitedItemIds));
            var asked = request.Messages.Append(request.Instructions ?? "").Sum(TokenCounter.Count);
            return begun with
            {
                Status = "completed",
                Output = output.Items,
                Usage = writing is null
                    ? new(asked + output.ToolTokens, TokenCounter.Count(answer.Text))
                    : new(writing.InputTokens, writing.OutputTokens),
                Generation = by,
            };
        }
    }

    private static AnnotationView Annotation(Call call, MediaLinks links, Scope scope, AgentCitation citation)
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
            ThumbnailUrl = links.Cover(call, item.ContentHash, ArtefactStatus.Ready),
            HlsUrl = citation.Item.IsImage ? null : links.Stream(call, item.ContentHash, item.Hls),
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The streamed response {ResponseId} failed.")]
    private static partial void LogFailure(ILogger log, Exception e, string responseId);
}
