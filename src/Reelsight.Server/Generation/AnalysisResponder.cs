using System.Text;
using Microsoft.Extensions.Logging;
using Reelsight.Analysis;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Analysis.StructuredOutput;
using Reelsight.Analysis.Tokens;
using Reelsight.Server.Analyze;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Storage.Blobs;

namespace Reelsight.Server.Generation;

/// <summary>
/// Answers analyses: by the language model that the owner plugged in, or by the composer when there is none or the model's answer cannot be
/// given. An answer that breaks off after a part of it was sent keeps that part, ends by <c>length</c> and says why: two writers must not
/// share one answer.
/// </summary>
internal sealed partial class AnalysisResponder(
    VideoAnalyzer analyst,
    IBlobStore blobs,
    ILogger<AnalysisResponder> log,
    ChatCompletionClient? endpoint = null
)
{
    private const double DefaultTemperature = 0.2;

    private readonly GroundedGenerator? _generator = endpoint is null ? null : new GroundedGenerator(endpoint);

    /// <summary>Whether an answer may take a while, so that a stream should start before it.</summary>
    internal bool UsesLanguageModel => _generator is not null;

    /// <summary>Answers a request that was checked, also against the video's length.</summary>
    /// <param name="video">What is known.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="onText">Hears text as it comes from the endpoint; null waits for the whole. JSON is never heard, since it is checked
    /// first.</param>
    /// <param name="ct">Stops the work.</param>
    internal async Task<AnalysisRunner.AnalysisOutcome> AnswerAsync(
        AnalyzedVideo video,
        AnalysisRequest request,
        Func<string, Task>? onText,
        CancellationToken ct
    )
    {
        if (_generator is null)
        {
            return AnalysisRunner.Run(analyst, video.Timeline, request, ct);
        }

        var streamedText = new StringBuilder();
        try
        {
            return await GenerateAsync(_generator, video, request, onText is null ? null : HearAsync, ct);
        }
        catch (LanguageModelException e) when (streamedText.Length > 0)
        {
            LogFailed(e.Message);
            var text = streamedText.ToString();
            return new AnalysisRunner.AnalysisOutcome(
                text,
                AnalysisRunner.FinishLength,
                $"The answer ends early. {e.Message}",
                TokenCounter.Count(request.Prompt),
                TokenCounter.Count(text),
                []
            )
            {
                Generation = GenerationView.FromInterruptedEndpoint(_generator.Name, e.Message),
            };
        }
        catch (LanguageModelException e)
        {
            LogFailed(e.Message);
            return AnalysisRunner.Run(analyst, video.Timeline, request, ct) with
            {
                Generation = GenerationView.FromComposer(_generator.Name, e.Message),
            };
        }

        async Task HearAsync(string piece)
        {
            streamedText.Append(piece);
            await onText!(piece);
        }
    }

    /// <summary>Asks the endpoint for something about a video, or does without it.</summary>
    /// <param name="video">What is known.</param>
    /// <param name="question">The question; its pictures are put in here.</param>
    /// <param name="ask">Asks for it.</param>
    /// <returns>What it wrote, or nothing; and who is to be named as the writer, which is nobody when there is no endpoint.</returns>
    internal async Task<(T? Written, GeneratedAnswer? Writing, GenerationView? By)> TryGenerateAsync<T>(
        AnalyzedVideo video,
        GenerationQuestion question,
        Func<DigestGenerator, GenerationQuestion, Task<(T, GeneratedAnswer)>> ask
    )
        where T : class
    {
        if (_generator is null)
        {
            return default;
        }

        try
        {
            var (written, writing) = await ask(new DigestGenerator(_generator), question with { Frames = GetFrames(video) });
            return (written, writing, CreateProvenance(_generator, writing));
        }
        catch (LanguageModelException e)
        {
            LogFailed(e.Message);
            return (null, null, GenerationView.FromComposer(_generator.Name, e.Message));
        }
    }

    /// <summary>What a model's answer rests on.</summary>
    internal static IReadOnlyList<Claim> CreateClaims(GeneratedAnswer writing) =>
        [
            new(
                $"A language model wrote this from {writing.ShownFacts.Count} facts, the first of which follow; its wording is its own.",
                writing.ShownFacts
            ),
        ];

    private async Task<AnalysisRunner.AnalysisOutcome> GenerateAsync(
        GroundedGenerator model,
        AnalyzedVideo video,
        AnalysisRequest request,
        Func<string, Task>? onText,
        CancellationToken ct
    )
    {
        var question = new GenerationQuestion
        {
            Timeline = AnalysisRunner.SelectWindow(video.Timeline, request),
            Prompt = request.Prompt,
            MaxTokens = request.MaxTokens,
            Temperature = request.Temperature ?? DefaultTemperature,
            Frames = GetFrames(video),
        };
        if (request.IsTimeBased)
        {
            var (found, segments) = await new SegmentGenerator(model).GenerateAsync(
                question,
                request.SegmentDefinitions,
                request.SegmentLimits,
                ct
            );
            return CreateOutcome(
                model,
                segments with
                {
                    Text = CompactJson.Write(AnalysisRunner.WriteSegments(found, request.TimeFormat)),
                }
            );
        }
        if ((request.Schema ?? GroundedGenerator.TryParseSchema(request.Prompt)) is { } schema)
        {
            return CreateOutcome(model, (await model.GenerateJsonAsync(question, schema, null, ct)).Writing);
        }

        return CreateOutcome(model, await model.GenerateTextAsync(question, onText, ct));
    }

    private static AnalysisRunner.AnalysisOutcome CreateOutcome(GroundedGenerator model, GeneratedAnswer writing) =>
        new(
            writing.Text,
            writing.IsTruncated ? AnalysisRunner.FinishLength : AnalysisRunner.FinishStop,
            writing.IsTruncated ? AnalysisRunner.TruncatedNotice : null,
            writing.InputTokens,
            writing.OutputTokens,
            CreateClaims(writing)
        )
        {
            Generation = CreateProvenance(model, writing),
        };

    private static GenerationView CreateProvenance(GroundedGenerator model, GeneratedAnswer writing) =>
        GenerationView.FromEndpoint(model.Name, writing.IsRepaired, writing.ImageCount);

    private List<KeyFrame> GetFrames(AnalyzedVideo video) =>
        [
            .. video
                .Clips.Where(c => c.Thumbnail is not null)
                .Select(c => new KeyFrame((c.StartSec + c.EndSec) / 2, async ct =>
                    blobs.FindDerivedPath(video.TenantId, video.ContentHash, c.Thumbnail!) is { } path
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
