using System.Text;
using Microsoft.Extensions.Logging;
using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Analysis.Prompts;
using Reelsight.Analysis.StructuredOutput;
using Reelsight.Analysis.Timelines;
using Reelsight.Analysis.Tokens;
using Reelsight.Pipeline.Assets;

namespace Reelsight.Analysis.Requests;

/// <summary>
/// Answers analysis requests with the configured language model, or with the composer when there is none or its answer cannot be used. An
/// answer that breaks off after a part of it was streamed keeps that part and ends with <c>length</c>, because one answer must not have two
/// writers. Thread-safe.
/// </summary>
/// <param name="analyzer">Answers without a language model.</param>
/// <param name="playback">Finds the thumbnails that a language model is shown.</param>
/// <param name="log">Receives the reasons why a model's answer could not be used.</param>
/// <param name="model">The configured language model, or null.</param>
public sealed partial class AnalysisResponder(
    VideoAnalyzer analyzer,
    PlaybackFiles playback,
    ILogger<AnalysisResponder> log,
    LanguageModel? model = null
)
{
    private const double DefaultTemperature = 0.2;

    private readonly GroundedGenerator? _generator = model is null ? null : new GroundedGenerator(model);

    /// <summary>Whether a language model answers, which may take seconds, so that a stream should start before the answer.</summary>
    public bool UsesLanguageModel => _generator is not null;

    /// <summary>Answers a request.</summary>
    /// <param name="video">The video.</param>
    /// <param name="request">The request, checked against the length of the video.</param>
    /// <param name="onText">Receives the text of a model piece by piece; null waits for the complete answer. JSON is never streamed,
    /// since it is validated first.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<AnalysisOutcome> AnswerAsync(
        AnalyzedVideo video,
        AnalysisRequest request,
        Func<string, Task>? onText,
        CancellationToken ct
    )
    {
        var plan = analyzer.ParsePrompt(request.Prompt);
        if (_generator is null)
        {
            return AnalysisRunner.Run(analyzer, video.Timeline, request, plan, ct);
        }

        var streamedText = new StringBuilder();
        try
        {
            return await GenerateAsync(_generator, video, request, plan, onText is null ? null : StreamAsync, ct);
        }
        catch (LanguageModelException e) when (streamedText.Length > 0)
        {
            LogFailed(e.Message);
            var text = streamedText.ToString();
            return new AnalysisOutcome(
                text,
                AnalysisOutcome.FinishLength,
                $"The answer ends early. {e.Message}",
                TokenCounter.Count(request.Prompt),
                TokenCounter.Count(text),
                []
            )
            {
                Provenance = AnswerProvenance.FromInterruptedModel(_generator.Name, e.Message),
            };
        }
        catch (LanguageModelException e)
        {
            LogFailed(e.Message);
            return AnalysisRunner.Run(analyzer, video.Timeline, request, plan, ct) with
            {
                Provenance = AnswerProvenance.FromComposer(_generator.Name, e.Message),
            };
        }

        async Task StreamAsync(string piece)
        {
            streamedText.Append(piece);
            await onText!(piece);
        }
    }

    /// <summary>Generates something about a video with the language model.</summary>
    /// <param name="video">The video.</param>
    /// <param name="question">The question, without images.</param>
    /// <param name="generate">Generates the answer to the question with its images.</param>
    /// <returns>The generated value with its text and token counts, or nulls when there is no usable answer; and who wrote it, null when no
    /// language model is configured.</returns>
    public async Task<(T? Value, GeneratedAnswer? Generated, AnswerProvenance? Provenance)> TryGenerateAsync<T>(
        AnalyzedVideo video,
        GenerationQuestion question,
        Func<DigestGenerator, GenerationQuestion, Task<(T, GeneratedAnswer)>> generate
    )
        where T : class
    {
        if (_generator is null)
        {
            return default;
        }

        try
        {
            var (value, generated) = await generate(new DigestGenerator(_generator), question with { Frames = GetFrames(video) });
            return (value, generated, CreateProvenance(_generator, generated));
        }
        catch (LanguageModelException e)
        {
            LogFailed(e.Message);
            return (null, null, AnswerProvenance.FromComposer(_generator.Name, e.Message));
        }
    }

    /// <summary>What a generated answer rests on: the facts that the model was shown.</summary>
    public static IReadOnlyList<Claim> CreateClaims(GeneratedAnswer generated) =>
        [
            new(
                $"A language model wrote this from {generated.ShownFacts.Count} facts, the first of which follow; its wording is its own.",
                generated.ShownFacts
            ),
        ];

    private async Task<AnalysisOutcome> GenerateAsync(
        GroundedGenerator generator,
        AnalyzedVideo video,
        AnalysisRequest request,
        PromptPlan plan,
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
            var (found, segments) = await new SegmentGenerator(generator).GenerateAsync(
                question,
                request.SegmentDefinitions,
                request.SegmentLimits,
                ct
            );
            return CreateOutcome(
                generator,
                segments with
                {
                    Text = CompactJson.Write(AnalysisRunner.WriteSegments(found, request.TimeFormat)),
                }
            );
        }
        if ((request.Schema ?? plan.Schema) is { } schema)
        {
            return CreateOutcome(generator, (await generator.GenerateJsonAsync(question, schema, null, ct)).Writing);
        }

        return CreateOutcome(generator, await generator.GenerateTextAsync(question, onText, ct));
    }

    private static AnalysisOutcome CreateOutcome(GroundedGenerator generator, GeneratedAnswer generated) =>
        new(
            generated.Text,
            generated.IsTruncated ? AnalysisOutcome.FinishLength : AnalysisOutcome.FinishStop,
            generated.IsTruncated ? AnalysisRunner.TruncatedNotice : null,
            generated.InputTokens,
            generated.OutputTokens,
            CreateClaims(generated)
        )
        {
            Provenance = CreateProvenance(generator, generated),
        };

    private static AnswerProvenance CreateProvenance(GroundedGenerator generator, GeneratedAnswer generated) =>
        AnswerProvenance.FromModel(generator.Name, generated.IsRepaired, generated.ImageCount);

    private List<KeyFrame> GetFrames(AnalyzedVideo video) =>
        [
            .. video
                .Clips.Where(c => c.Thumbnail is not null)
                .Select(c => new KeyFrame((c.StartSec + c.EndSec) / 2, async ct =>
                    await playback.FindThumbnailAsync(video.TenantId, video.ContentHash, c.Thumbnail!, ct) is { } path
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
