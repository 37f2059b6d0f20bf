using System.Text.Json.Nodes;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>Generates titles, topics, chapters and highlights with a language model, and validates them.</summary>
public sealed class DigestGenerator(GroundedGenerator analyst)
{
    private const int MaxTopics = 10;
    private static readonly SchemaNode _textSchema = new() { Type = SchemaType.String };
    private static readonly SchemaNode _secondsSchema = new() { Type = SchemaType.Number, Minimum = 0 };

    /// <summary>Title, topics and hashtags.</summary>
    /// <exception cref="LanguageModelException">There was no valid answer.</exception>
    public async Task<(Gist Gist, GeneratedAnswer Writing)> GenerateGistAsync(GenerationQuestion question, CancellationToken ct)
    {
        var texts = new SchemaNode { Type = SchemaType.Array, Items = _textSchema };
        var schema = CreateObjectSchema(("title", _textSchema), ("topics", texts), ("hashtags", texts));
        question = question with { Prompt = "Give the video a title of at most 12 words, up to 5 topics, and up to 5 hashtags." };
        var (value, writing) = await analyst.GenerateJsonAsync(question, schema, v => IsBlank(v!, "title") ? "$.title is empty" : null, ct);
        var hashtags = ReadTexts(value!, "hashtags")
            .Select(h => "#" + string.Concat(h.TrimStart('#').Where(c => char.IsLetterOrDigit(c) || c == '_')))
            .Where(h => h.Length > 1);
        return (new Gist(ReadText(value!, "title"), ReadTexts(value!, "topics"), [.. hashtags.Distinct()]), writing);
    }

    /// <summary>Chapters without gaps, in order; at least one.</summary>
    /// <exception cref="LanguageModelException">There was no valid answer.</exception>
    public async Task<(IReadOnlyList<Chapter> Chapters, GeneratedAnswer Writing)> GenerateChaptersAsync(
        GenerationQuestion question,
        CancellationToken ct
    )
    {
        var (entries, writing) = await GenerateIntervalsAsync(
            question,
            "chapters",
            "Divide this stretch of the video into chapters that follow its topics, without gaps, each with a title and a summary of a "
                + "sentence or two.",
            ct
        );
        var window = question.Timeline;
        if (entries.Count == 0)
        {
            throw new LanguageModelException($"{analyst.Name} found no chapters.");
        }

        return (
            [
                .. entries.Select(
                    (e, i) =>
                        new Chapter(
                            i + 1,
                            i == 0 ? window.StartSec : e.Start,
                            i + 1 < entries.Count ? entries[i + 1].Start : window.EndSec,
                            e.Title,
                            e.Summary,
                            []
                        )
                ),
            ],
            writing
        );
    }

    /// <summary>The moments that stand out, in order; empty when none does.</summary>
    /// <exception cref="LanguageModelException">There was no valid answer.</exception>
    public async Task<(IReadOnlyList<Highlight> Highlights, GeneratedAnswer Writing)> GenerateHighlightsAsync(
        GenerationQuestion question,
        CancellationToken ct
    )
    {
        var (entries, writing) = await GenerateIntervalsAsync(
            question,
            "highlights",
            "Name the moments of this stretch of the video that stand out most, up to 10, each with a title and a summary of a "
                + "sentence. Give an empty list when none does.",
            ct
        );
        return ([.. entries.Select(e => new Highlight(e.Start, e.End, e.Title, e.Summary, []))], writing);
    }

    private sealed record DigestEntry(double Start, double End, string Title, string Summary);

    private async Task<(List<DigestEntry> Entries, GeneratedAnswer Writing)> GenerateIntervalsAsync(
        GenerationQuestion question,
        string name,
        string request,
        CancellationToken ct
    )
    {
        var schema = CreateObjectSchema(
            (
                name,
                new SchemaNode
                {
                    Type = SchemaType.Array,
                    Items = CreateObjectSchema(
                        ("start", _secondsSchema),
                        ("end", _secondsSchema),
                        ("title", _textSchema),
                        ("summary", _textSchema)
                    ),
                }
            )
        );
        var window = question.Timeline;
        question = question with
        {
            Prompt = string.IsNullOrWhiteSpace(question.Prompt) ? request : $"{request} The owner adds: {question.Prompt}",
        };
        var (value, writing) = await analyst.GenerateJsonAsync(
            question,
            schema,
            v => v![name]!.AsArray().Select((e, i) => Wrong(e!, i)).FirstOrDefault(w => w is not null),
            ct
        );
        var entries = value![name]!
            .AsArray()
            .Select(e => new DigestEntry(
                Math.Max(ReadNumber(e!, "start"), window.StartSec),
                Math.Min(ReadNumber(e!, "end"), window.EndSec),
                ReadText(e!, "title"),
                ReadText(e!, "summary")
            ))
            .OrderBy(e => e.Start)
            .DistinctBy(e => e.Start)
            .ToList();
        return (entries, writing);

        string? Wrong(JsonNode entry, int i) =>
            IsBlank(entry, "title") ? $"$.{name}[{i}].title is empty"
            : Math.Max(ReadNumber(entry, "start"), window.StartSec) >= Math.Min(ReadNumber(entry, "end"), window.EndSec)
                ? FormattableString.Invariant(
                    $"$.{name}[{i}] must start before it ends, between {window.StartSec:0.0} and {window.EndSec:0.0} s"
                )
            : null;
    }

    private static SchemaNode CreateObjectSchema(params ReadOnlySpan<(string Name, SchemaNode Schema)> properties) =>
        new() { Type = SchemaType.Object, Properties = [.. properties.ToArray().Select(p => new SchemaProperty(p.Name, p.Schema, true))] };

    private static string ReadText(JsonNode of, string name) => of[name]!.GetValue<string>().Trim();

    private static bool IsBlank(JsonNode of, string name) => string.IsNullOrWhiteSpace(ReadText(of, name));

    private static double ReadNumber(JsonNode of, string name) => SchemaValidator.ToDouble(of[name]!.AsValue());

    private static List<string> ReadTexts(JsonNode of, string name) =>
        [.. of[name]!.AsArray().Select(t => t!.GetValue<string>().Trim()).Where(t => t.Length > 0).Distinct().Take(MaxTopics)];
}
