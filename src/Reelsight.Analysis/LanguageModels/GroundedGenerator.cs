using System.Text.Json.Nodes;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.StructuredOutput;
using Reelsight.Analysis.Tokens;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>
/// Generates answers about a video with a language model: the prompt holds the facts that fit into its context, and the answer is text or
/// JSON. JSON is validated against its schema; an invalid answer is sent back once with what is wrong. Thread-safe.
/// </summary>
public sealed class GroundedGenerator(LanguageModel model)
{
    // Enough for models that reason before the smallest answer.
    private const int ProbeTokens = 1024;

    /// <summary>The model's name.</summary>
    public string Name => model.Name;

    /// <summary>The model.</summary>
    internal LanguageModel Model => model;

    /// <summary>Requests one small JSON answer to check that the model can give one.</summary>
    /// <exception cref="LanguageModelException">It cannot.</exception>
    public async Task ProbeAsync(CancellationToken ct)
    {
        var schema = new SchemaNode
        {
            Type = SchemaType.Object,
            Properties = [new("ready", new SchemaNode { Type = SchemaType.Boolean }, true)],
        };
        var shape = JsonSchemaWriter.Build(schema);
        var request = new LanguageModelRequest
        {
            SystemPrompt = GroundedPrompt.JsonRules + CompactJson.Write(shape),
            Turns = ["REQUEST: Say that you are ready."],
            Schema = shape,
            MaxTokens = ContextBudget.GetAnswerTokens(model, ProbeTokens),
            Temperature = 0,
        };
        await GenerateValidatedAsync(request, schema, null, [], ct);
    }

    /// <summary>Answers in text.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="onText">Receives the answer piece by piece, without the model's reasoning; null waits for the complete answer.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="LanguageModelException">There was no answer, or only a part of one, which <paramref name="onText"/> may have
    /// received.</exception>
    public async Task<GeneratedAnswer> GenerateTextAsync(GenerationQuestion question, Func<string, Task>? onText, CancellationToken ct)
    {
        var (request, facts) = await CreateRequestAsync(question, GroundedPrompt.Rules, null, ct);
        var reasoning = new ReasoningFilter();
        var answer = await model.CompleteAsync(request, onText is null ? null : FilterAsync, ct);
        if (onText is not null && reasoning.Complete() is { Length: > 0 } rest)
        {
            await onText(rest);
        }

        var text = ReasoningFilter.RemoveReasoning(answer.Text);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new LanguageModelException(
                answer.IsTruncated ? $"{model.Name} used up max_tokens before it answered." : $"{model.Name} answered with nothing."
            );
        }

        return CreateResult(request, answer with { Text = text }, facts);

        async Task FilterAsync(string piece)
        {
            if (reasoning.Add(piece) is { Length: > 0 } said)
            {
                await onText!(said);
            }
        }
    }

    /// <summary>Answers in JSON by a schema.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="schema">What the answer is valid against.</param>
    /// <param name="check">Says what else is wrong with a value that is valid against the schema; null when nothing is.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="LanguageModelException">There was no answer, or two invalid ones.</exception>
    public async Task<(JsonNode? Value, GeneratedAnswer Writing)> GenerateJsonAsync(
        GenerationQuestion question,
        SchemaNode schema,
        Func<JsonNode?, string?>? check,
        CancellationToken ct
    )
    {
        var shape = JsonSchemaWriter.Build(schema);
        var (request, facts) = await CreateRequestAsync(
            question,
            GroundedPrompt.Rules + GroundedPrompt.JsonRules + CompactJson.Write(shape),
            shape,
            ct
        );
        return await GenerateValidatedAsync(request, schema, check, facts, ct);
    }

    /// <summary>Number of windows to divide a timeline into so that the facts of each fit into the context beside the prompt.</summary>
    internal int CountWindows(GenerationQuestion question, int most) =>
        Math.Clamp(
            (int)
                Math.Ceiling(
                    (double)EvidenceFormatter.CountTokens(question.Timeline)
                        / ContextBudget.GetEvidenceTokens(
                            model,
                            ContextBudget.GetAnswerTokens(model, question.MaxTokens),
                            GroundedPrompt.Rules + question.Prompt,
                            model.MaxImages
                        )
                ),
            1,
            most
        );

    /// <summary>Requests JSON, and once more when it is invalid.</summary>
    internal async Task<(JsonNode? Value, GeneratedAnswer Writing)> GenerateValidatedAsync(
        LanguageModelRequest request,
        SchemaNode schema,
        Func<JsonNode?, string?>? check,
        IReadOnlyList<Fact> facts,
        CancellationToken ct
    )
    {
        var first = await model.CompleteAsync(request, null, ct);
        var (value, wrong) = Validate(first, schema, check);
        if (wrong is null)
        {
            return (value, CreateResult(request, first with { Text = CompactJson.Write(value) }, facts));
        }

        var again = request with { Turns = [.. request.Turns, TruncateForRepair(first.Text), GroundedPrompt.BuildRepair(wrong)] };
        var second = await model.CompleteAsync(again, null, ct);
        (value, wrong) = Validate(second, schema, check);
        if (wrong is not null)
        {
            throw new LanguageModelException(
                $"{model.Name} did not give the JSON that was asked for, not when told what was wrong either: {wrong}."
            );
        }

        var (one, two) = (CreateResult(request, first, facts), CreateResult(again, second with { Text = CompactJson.Write(value) }, facts));
        return (
            value,
            two with
            {
                InputTokens = one.InputTokens + two.InputTokens,
                OutputTokens = one.OutputTokens + two.OutputTokens,
                IsRepaired = true,
            }
        );
    }

    private static (JsonNode? Value, string? Wrong) Validate(
        LanguageModelResponse answer,
        SchemaNode schema,
        Func<JsonNode?, string?>? check
    )
    {
        var (value, wrong) = JsonResponseParser.Extract(answer.Text);
        wrong ??= SchemaValidator.Validate(value, schema) ?? check?.Invoke(value);
        return (
            value,
            wrong is not null && answer.IsTruncated ? $"the answer ended before it was whole, so make it shorter ({wrong})" : wrong
        );
    }

    // The invalid answer is part of the second request, as far as there is room for it.
    private string TruncateForRepair(string wrong) => TokenCounter.Truncate(wrong, model.ContextTokens / 8);

    private async Task<(LanguageModelRequest Request, IReadOnlyList<Fact> Facts)> CreateRequestAsync(
        GenerationQuestion question,
        string system,
        JsonNode? schema,
        CancellationToken ct
    )
    {
        var answerTokens = ContextBudget.GetAnswerTokens(model, question.MaxTokens);
        var images = await ReadImagesAsync(question, ct);
        var facts = EvidenceFormatter.SelectFacts(
            question.Timeline,
            question.Prompt,
            ContextBudget.GetEvidenceTokens(model, answerTokens, system + question.Prompt, images.Count)
        );
        return (
            new LanguageModelRequest
            {
                SystemPrompt = system,
                Turns = [GroundedPrompt.Build(question.Timeline, facts, images, question.Prompt)],
                Images = images,
                Schema = schema,
                MaxTokens = answerTokens,
                Temperature = question.Temperature,
            },
            facts
        );
    }

    // Spread evenly over the window.
    private async Task<IReadOnlyList<LanguageModelImage>> ReadImagesAsync(GenerationQuestion question, CancellationToken ct)
    {
        var room = model.ContextTokens / 4 / ContextBudget.ImageTokens;
        var most = Math.Min(model.MaxImages, room);
        var frames = question.Frames.Where(f => f.TimeSec >= question.Timeline.StartSec && f.TimeSec < question.Timeline.EndSec).ToList();
        var images = new List<LanguageModelImage>();
        var taken = Math.Min(most, frames.Count);
        for (var i = 0; i < taken; i++)
        {
            var frame = frames[(int)((i + 0.5) * frames.Count / taken)];
            if (await frame.ReadAsync(ct) is { } jpeg)
            {
                images.Add(new LanguageModelImage(frame.TimeSec, jpeg));
            }
        }
        return images;
    }

    /// <summary>An answer with its token counts: the model's own, or estimates where it reports none.</summary>
    internal static GeneratedAnswer CreateResult(LanguageModelRequest request, LanguageModelResponse answer, IReadOnlyList<Fact> facts) =>
        new(
            answer.Text,
            answer.IsTruncated,
            answer.InputTokens
                ?? TokenCounter.Count(request.SystemPrompt)
                    + request.Turns.Sum(TokenCounter.Count)
                    + request.Images.Count * ContextBudget.ImageTokens,
            answer.OutputTokens ?? TokenCounter.Count(answer.Text),
            facts,
            request.Images.Count,
            false
        );
}
