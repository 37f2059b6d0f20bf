using System.Text.Json.Nodes;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Filling;
using Reelsight.Understanding.Reading;
using Reelsight.Understanding.Schemas;
using Reelsight.Understanding.Tokens;

namespace Reelsight.Understanding.Generating;

/// <summary>
/// Has a language model write answers about a video: it is given the facts that fit into its context, asked for text or JSON, and JSON is
/// checked; one that does not fit its schema is sent back once with what is wrong. Safe for many callers at once.
/// </summary>
public sealed class ModelAnalyst(ILanguageModel model)
{
    // Enough for models that think before the smallest answer.
    private const int ProbeTokens = 1024;

    /// <summary>The model's name.</summary>
    public string Name => model.Name;

    /// <summary>The model.</summary>
    internal ILanguageModel Model => model;

    /// <summary>The schema that a prompt describes in words; null when it asks for no JSON or names no key.</summary>
    public static SchemaNode? SchemaAsked(string prompt) => PromptSchemaReader.Read(Blanks.Joined(prompt));

    /// <summary>Asks for one small JSON answer, to see whether the model can give one.</summary>
    /// <exception cref="LanguageModelException">It cannot.</exception>
    public async Task ProbeAsync(CancellationToken ct)
    {
        var schema = new SchemaNode
        {
            Type = SchemaType.Object,
            Properties = [new("ready", new SchemaNode { Type = SchemaType.Boolean }, true)],
        };
        var shape = SchemaText.Of(schema);
        var request = new ModelRequest
        {
            System = ModelPrompt.JsonRules + JsonText.Of(shape),
            Turns = ["REQUEST: Say that you are ready."],
            Schema = shape,
            MaxTokens = ContextBudget.Answer(model, ProbeTokens),
            Temperature = 0,
        };
        await CheckedAsync(request, schema, null, [], ct);
    }

    /// <summary>Answers in text.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="onText">Hears the answer as it comes, without the model's thoughts; null waits for the whole.</param>
    /// <param name="ct">Stops the work.</param>
    /// <exception cref="LanguageModelException">No answer came; or only a part of one, part of which <paramref name="onText"/> may have
    /// heard.</exception>
    public async Task<ModelWriting> TextAsync(ModelQuestion question, Func<string, Task>? onText, CancellationToken ct)
    {
        var (request, facts) = await RequestAsync(question, ModelPrompt.Rules, null, ct);
        var thoughts = new ThoughtFilter();
        var answer = await model.AskAsync(request, onText is null ? null : HearAsync, ct);
        if (onText is not null && thoughts.End() is { Length: > 0 } rest)
        {
            await onText(rest);
        }

        var text = ThoughtFilter.Without(answer.Text);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new LanguageModelException(
                answer.IsCut ? $"{model.Name} used up max_tokens before it answered." : $"{model.Name} answered with nothing."
            );
        }

        return Writing(request, answer with { Text = text }, facts);

        async Task HearAsync(string piece)
        {
            if (thoughts.Add(piece) is { Length: > 0 } said)
            {
                await onText!(said);
            }
        }
    }

    /// <summary>Answers in JSON by a schema.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="schema">What the answer is valid against.</param>
    /// <param name="check">Says what else is wrong with a value that is valid, or null; the model is told once.</param>
    /// <param name="ct">Stops the work.</param>
    /// <exception cref="LanguageModelException">No answer came, or none that fits, twice.</exception>
    public async Task<(JsonNode? Value, ModelWriting Writing)> JsonAsync(
        ModelQuestion question,
        SchemaNode schema,
        Func<JsonNode?, string?>? check,
        CancellationToken ct
    )
    {
        var shape = SchemaText.Of(schema);
        var (request, facts) = await RequestAsync(question, ModelPrompt.Rules + ModelPrompt.JsonRules + JsonText.Of(shape), shape, ct);
        return await CheckedAsync(request, schema, check, facts, ct);
    }

    /// <summary>How many stretches a timeline has to be divided into so that the facts of each fit beside a question.</summary>
    internal int Windows(ModelQuestion question, int most) =>
        Math.Clamp(
            (int)
                Math.Ceiling(
                    (double)EvidenceText.Tokens(question.Timeline)
                        / ContextBudget.Evidence(
                            model,
                            ContextBudget.Answer(model, question.MaxTokens),
                            ModelPrompt.Rules + question.Prompt,
                            model.MostPictures
                        )
                ),
            1,
            most
        );

    /// <summary>Asks for JSON, and once more when it is wrong.</summary>
    internal async Task<(JsonNode? Value, ModelWriting Writing)> CheckedAsync(
        ModelRequest request,
        SchemaNode schema,
        Func<JsonNode?, string?>? check,
        IReadOnlyList<Fact> facts,
        CancellationToken ct
    )
    {
        var first = await model.AskAsync(request, null, ct);
        var (value, wrong) = Checked(first, schema, check);
        if (wrong is null)
        {
            return (value, Writing(request, first with { Text = JsonText.Of(value) }, facts));
        }

        var again = request with { Turns = [.. request.Turns, Shown(first.Text), ModelPrompt.Repair(wrong)] };
        var second = await model.AskAsync(again, null, ct);
        (value, wrong) = Checked(second, schema, check);
        if (wrong is not null)
        {
            throw new LanguageModelException(
                $"{model.Name} did not give the JSON that was asked for, not when told what was wrong either: {wrong}."
            );
        }

        var (one, two) = (Writing(request, first, facts), Writing(again, second with { Text = JsonText.Of(value) }, facts));
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

    private static (JsonNode? Value, string? Wrong) Checked(ModelAnswer answer, SchemaNode schema, Func<JsonNode?, string?>? check)
    {
        var (value, wrong) = ModelJson.Read(answer.Text);
        wrong ??= SchemaCheck.Validate(value, schema) ?? check?.Invoke(value);
        return (value, wrong is not null && answer.IsCut ? $"the answer ended before it was whole, so make it shorter ({wrong})" : wrong);
    }

    // What was wrong is shown again, as far as there is room for it.
    private string Shown(string wrong) => TokenCounter.Cut(wrong, model.ContextTokens / 8);

    private async Task<(ModelRequest Request, IReadOnlyList<Fact> Facts)> RequestAsync(
        ModelQuestion question,
        string system,
        JsonNode? schema,
        CancellationToken ct
    )
    {
        var answerTokens = ContextBudget.Answer(model, question.MaxTokens);
        var pictures = await PicturesAsync(question, ct);
        var facts = EvidenceText.Fit(
            question.Timeline,
            question.Prompt,
            ContextBudget.Evidence(model, answerTokens, system + question.Prompt, pictures.Count)
        );
        return (
            new ModelRequest
            {
                System = system,
                Turns = [ModelPrompt.Of(question.Timeline, facts, pictures, question.Prompt)],
                Pictures = pictures,
                Schema = schema,
                MaxTokens = answerTokens,
                Temperature = question.Temperature,
            },
            facts
        );
    }

    // Spread evenly over the window, so that none of it goes unseen.
    private async Task<IReadOnlyList<ModelPicture>> PicturesAsync(ModelQuestion question, CancellationToken ct)
    {
        var room = model.ContextTokens / 4 / ContextBudget.PictureTokens;
        var most = Math.Min(model.MostPictures, room);
        var frames = question.Frames.Where(f => f.TimeSec >= question.Timeline.StartSec && f.TimeSec < question.Timeline.EndSec).ToList();
        var pictures = new List<ModelPicture>();
        var taken = Math.Min(most, frames.Count);
        for (var i = 0; i < taken; i++)
        {
            var frame = frames[(int)((i + 0.5) * frames.Count / taken)];
            if (await frame.ReadAsync(ct) is { } jpeg)
            {
                pictures.Add(new ModelPicture(frame.TimeSec, jpeg));
            }
        }
        return pictures;
    }

    /// <summary>What a model wrote, counted by itself or else by the rule of this server.</summary>
    internal static ModelWriting Writing(ModelRequest request, ModelAnswer answer, IReadOnlyList<Fact> facts) =>
        new(
            answer.Text,
            answer.IsCut,
            answer.InputTokens
                ?? TokenCounter.Count(request.System)
                    + request.Turns.Sum(TokenCounter.Count)
                    + request.Pictures.Count * ContextBudget.PictureTokens,
            answer.OutputTokens ?? TokenCounter.Count(answer.Text),
            facts,
            request.Pictures.Count,
            false
        );
}
