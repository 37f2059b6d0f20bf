using System.Text.Json.Nodes;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Schemas;

namespace Reelsight.Understanding.Generating;

/// <summary>A title, topics and hashtags.</summary>
public sealed record Gist(string Title, IReadOnlyList<string> Topics, IReadOnlyList<string> Hashtags);

/// <summary>Has a model write titles, topics, chapters and highlights, and holds them to their rules.</summary>
public sealed class ModelDigest(ModelAnalyst analyst)
{
    private const int MostTopics = 10;
    private static readonly SchemaNode _text = new() { Type = SchemaType.String };
    private static readonly SchemaNode _seconds = new() { Type = SchemaType.Number, Minimum = 0 };

    /// <summary>Title, topics and hashtags.</summary>
    /// <exception cref="LanguageModelException">No answer came, or none that fits.</exception>
    public async Task<(Gist Gist, ModelWriting Writing)> GistAsync(ModelQuestion question, CancellationToken ct)
    {
        var texts = new SchemaNode { Type = SchemaType.Array, Items = _text };
        var schema = Object(("title", _text), ("topics", texts), ("hashtags", texts));
        question = question with { Prompt = "Give the video a title of at most 12 words, up to 5 topics, and up to 5 hashtags." };
        var (value, writing) = await analyst.JsonAsync(question, schema, v => Blank(v!, "title") ? "$.title is empty" : null, ct);
        var hashtags = Texts(value!, "hashtags")
            .Select(h => "#" + string.Concat(h.TrimStart('#').Where(c => char.IsLetterOrDigit(c) || c == '_')))
            .Where(h => h.Length > 1);
        return (new Gist(Text(value!, "title"), Texts(value!, "topics"), [.. hashtags.Distinct()]), writing);
    }

    /// <summary>Chapters without gaps, in order; at least one.</summary>
    /// <exception cref="LanguageModelException">No answer came, or none that fits.</exception>
    public async Task<(IReadOnlyList<Chapter> Chapters, ModelWriting Writing)> ChaptersAsync(ModelQuestion question, CancellationToken ct)
    {
        var (entries, writing) = await StretchesAsync(
            question,
            "chapters",
            "Divide this stretch of the video into chapters that follow its topics, without gaps, each with a title and a summary of a sentence or two.",
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
    /// <exception cref="LanguageModelException">No answer came, or none that fits.</exception>
    public async Task<(IReadOnlyList<Highlight> Highlights, ModelWriting Writing)> HighlightsAsync(
        ModelQuestion question,
        CancellationToken ct
    )
    {
        var (entries, writing) = await StretchesAsync(
            question,
            "highlights",
            "Name the moments of this stretch of the video that stand out most, up to 10, each with a title and a summary of a sentence. Give an empty list when none does.",
            ct
        );
        return ([.. entries.Select(e => new Highlight(e.Start, e.End, e.Title, e.Summary, []))], writing);
    }

    private sealed record Entry(double Start, double End, string Title, string Summary);

    private async Task<(List<Entry> Entries, ModelWriting Writing)> StretchesAsync(
        ModelQuestion question,
        string name,
        string request,
        CancellationToken ct
    )
    {
        var schema = Object(
            (
                name,
                new SchemaNode
                {
                    Type = SchemaType.Array,
                    Items = Object(("start", _seconds), ("end", _seconds), ("title", _text), ("summary", _text)),
                }
            )
        );
        var window = question.Timeline;
        question = question with
        {
            Prompt = string.IsNullOrWhiteSpace(question.Prompt) ? request : $"{request} The owner adds: {question.Prompt}",
        };
        var (value, writing) = await analyst.JsonAsync(
            question,
            schema,
            v => v![name]!.AsArray().Select((e, i) => Wrong(e!, i)).FirstOrDefault(w => w is not null),
            ct
        );
        var entries = value![name]!
            .AsArray()
            .Select(e => new Entry(
                Math.Max(Number(e!, "start"), window.StartSec),
                Math.Min(Number(e!, "end"), window.EndSec),
                Text(e!, "title"),
                Text(e!, "summary")
            ))
            .OrderBy(e => e.Start)
            .DistinctBy(e => e.Start)
            .ToList();
        return (entries, writing);

        string? Wrong(JsonNode entry, int i) =>
            Blank(entry, "title") ? $"$.{name}[{i}].title is empty"
            : Math.Max(Number(entry, "start"), window.StartSec) >= Math.Min(Number(entry, "end"), window.EndSec)
                ? FormattableString.Invariant(
                    $"$.{name}[{i}] must start before it ends, between {window.StartSec:0.0} and {window.EndSec:0.0} s"
                )
            : null;
    }

    private static SchemaNode Object(params ReadOnlySpan<(string Name, SchemaNode Schema)> properties) =>
        new() { Type = SchemaType.Object, Properties = [.. properties.ToArray().Select(p => new SchemaProperty(p.Name, p.Schema, true))] };

    private static string Text(JsonNode of, string name) => of[name]!.GetValue<string>().Trim();

    private static bool Blank(JsonNode of, string name) => string.IsNullOrWhiteSpace(Text(of, name));

    private static double Number(JsonNode of, string name) => SchemaCheck.AsDouble(of[name]!.AsValue());

    private static List<string> Texts(JsonNode of, string name) =>
        [.. of[name]!.AsArray().Select(t => t!.GetValue<string>().Trim()).Where(t => t.Length > 0).Distinct().Take(MostTopics)];
}
