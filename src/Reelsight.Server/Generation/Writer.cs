using System.Text;
using Microsoft.Extensions.Logging;
using Reelsight.Server.Analyze;
using Reelsight.Storage;
using Reelsight.Understanding;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Filling;
using Reelsight.Understanding.Generating;
using Reelsight.Understanding.Tokens;

namespace Reelsight.Server.Generation;

/// <summary>
/// Answers analyses: by the language model that the owner plugged in, or by the composer when there is none or the model's answer cannot be
/// given. An answer that breaks off after a part of it was sent keeps that part, ends by <c>length</c> and says why: two writers must not
/// share one answer.
/// </summary>
internal sealed partial class Writer(Analyst analyst, IBlobStore blobs, ILogger<Writer> log, ChatEndpoint? endpoint = null)
{
    private const double UsualTemperature = 0.2;

    private readonly ModelAnalyst? _model = endpoint is null ? null : new ModelAnalyst(endpoint);

    /// <summary>Whether an answer may take a while, so that a stream should start before it.</summary>
    internal bool AsksEndpoint => _model is not null;

    /// <summary>Answers a request that was checked, also against the video's length.</summary>
    /// <param name="video">What is known.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="onText">Hears text as it comes from the endpoint; null waits for the whole. JSON is never heard, since it is checked
    /// first.</param>
    /// <param name="ct">Stops the work.</param>
    internal async Task<Analysis.Outcome> AnswerAsync(
        AnalyzedVideo video,
        AnalyzeRequest request,
        Func<string, Task>? onText,
        CancellationToken ct
    )
    {
        if (_model is null)
        {
            return Analysis.Run(analyst, video.Timeline, request, ct);
        }

        var heard = new StringBuilder();
        try
        {
            return await AskAsync(_model, video, request, onText is null ? null : HearAsync, ct);
        }
        catch (LanguageModelException e) when (heard.Length > 0)
        {
            LogFailed(e.Message);
            var text = heard.ToString();
            return new Analysis.Outcome(
                text,
                Analysis.Length,
                $"The answer ends early. {e.Message}",
                TokenCounter.Count(request.Prompt),
                TokenCounter.Count(text),
                []
            )
            {
                Generation = GenerationView.BrokenOff(_model.Name, e.Message),
            };
        }
        catch (LanguageModelException e)
        {
            LogFailed(e.Message);
            return Analysis.Run(analyst, video.Timeline, request, ct) with
            {
                Generation = GenerationView.ByComposer(_model.Name, e.Message),
            };
        }

        async Task HearAsync(string piece)
        {
            heard.Append(piece);
            await onText!(piece);
        }
    }

    /// <summary>Asks the endpoint for something about a video, or does without it.</summary>
    /// <param name="video">What is known.</param>
    /// <param name="question">The question; its pictures are put in here.</param>
    /// <param name="ask">Asks for it.</param>
    /// <returns>What it wrote, or nothing; and who is to be named as the writer, which is nobody when there is no endpoint.</returns>
    internal async Task<(T? Written, ModelWriting? Writing, GenerationView? By)> TryAsync<T>(
        AnalyzedVideo video,
        ModelQuestion question,
        Func<ModelDigest, ModelQuestion, Task<(T, ModelWriting)>> ask
    )
        where T : class
    {
        if (_model is null)
        {
            return default;
        }

        try
        {
            var (written, writing) = await ask(new ModelDigest(_model), question with { Frames = Frames(video) });
            return (written, writing, By(_model, writing));
        }
        catch (LanguageModelException e)
        {
            LogFailed(e.Message);
            return (null, null, GenerationView.ByComposer(_model.Name, e.Message));
        }
    }

    /// <summary>What a model's answer rests on.</summary>
    internal static IReadOnlyList<Claim> ClaimsOf(ModelWriting writing) =>
        [
            new(
                $"A language model wrote this from {writing.Shown.Count} facts, the first of which follow; its wording is its own.",
                writing.Shown
            ),
        ];

    private async Task<Analysis.Outcome> AskAsync(
        ModelAnalyst model,
        AnalyzedVideo video,
        AnalyzeRequest request,
        Func<string, Task>? onText,
        CancellationToken ct
    )
    {
        var question = new ModelQuestion
        {
            Timeline = Analysis.TimelineOf(video.Timeline, request),
            Prompt = request.Prompt,
            MaxTokens = request.MaxTokens,
            Temperature = request.Temperature ?? UsualTemperature,
            Frames = Frames(video),
        };
        if (request.IsTimeBased)
        {
            var (found, segments) = await new ModelSegments(model).FindAsync(question, request.Definitions, request.Limits, ct);
            return Outcome(model, segments with { Text = JsonText.Of(Analysis.Segments(found, request.TimeFormat)) });
        }
        if ((request.Schema ?? ModelAnalyst.SchemaAsked(request.Prompt)) is { } schema)
        {
            return Outcome(model, (await model.JsonAsync(question, schema, null, ct)).Writing);
        }

        return Outcome(model, await model.TextAsync(question, onText, ct));
    }

    private static Analysis.Outcome Outcome(ModelAnalyst model, ModelWriting writing) =>
        new(
            writing.Text,
            writing.IsCut ? Analysis.Length : Analysis.Stop,
            writing.IsCut ? Analysis.CutNotice : null,
            writing.InputTokens,
            writing.OutputTokens,
            ClaimsOf(writing)
        )
        {
            Generation = By(model, writing),
        };

    private static GenerationView By(ModelAnalyst model, ModelWriting writing) =>
        GenerationView.ByEndpoint(model.Name, writing.IsRepaired, writing.Pictures);

    private List<KeyFrame> Frames(AnalyzedVideo video) =>
        [
            .. video
                .Clips.Where(c => c.Thumbnail is not null)
                .Select(c => new KeyFrame((c.StartSec + c.EndSec) / 2, async ct =>
                    blobs.PathOfDerived(video.TenantId, video.ContentHash, c.Thumbnail!) is { } path
                        ? await File.ReadAllBytesAsync(path, ct)
                        : null
                )),
        ];

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The composer answers in place of the generation endpoint, or ends what it began: {Reason}"
    )]
    private partial void LogFailed(string reason);
}
