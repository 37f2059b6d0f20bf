using System.Text.Json.Nodes;
using Reelsight.Search;
using Reelsight.Search.Lexicon;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Filling;
using Reelsight.Understanding.Finding;
using Reelsight.Understanding.Reading;
using Reelsight.Understanding.Schemas;
using Reelsight.Understanding.Segments;

namespace Reelsight.Understanding;

/// <summary>A JSON answer and what it rests on; the claims name the paths of values.</summary>
/// <param name="Value">The value, valid against its schema.</param>
/// <param name="Schema">The schema that it was filled by.</param>
/// <param name="Claims">What supports each value.</param>
public sealed record JsonAnswer(JsonNode? Value, SchemaNode Schema, IReadOnlyList<Claim> Claims);

/// <summary>
/// Writes answers about one video from its evidence: text, chapters, JSON, segments. It states only what facts support, says what it
/// cannot know, and gives the same answer to the same question. Safe for many callers at once.
/// </summary>
public sealed class Analyst
{
    private readonly SoughtReader _reader;
    private readonly Composer _composer;
    private readonly PictureFinder _pictures;

    /// <summary>Reads prompts.</summary>
    internal PromptReader Prompts { get; }

    /// <summary>Reads what is asked for.</summary>
    internal SoughtReader Reader => _reader;

    /// <summary>Places the labels in WordNet once.</summary>
    /// <param name="wordNet">The noun hierarchy.</param>
    /// <param name="clips">Finds what no fact names; null to do without.</param>
    public Analyst(WordNet wordNet, ClipMatcher? clips = null)
    {
        _pictures = new PictureFinder(clips);
        _reader = new SoughtReader(wordNet, new LabelMap(wordNet, LabelCatalog.Default));
        Prompts = new PromptReader(_reader);
        _composer = new Composer(Prompts, _reader);
    }

    /// <summary>Compiles what answers need, for those who ask first; takes a moment.</summary>
    public void WarmUp() => Understanding.WarmUp.Run(this);

    /// <summary>Answers a prompt in sentences, or in JSON when the prompt asks for that and names the keys.</summary>
    public Answer Answer(VideoTimeline timeline, string prompt, CancellationToken ct = default) =>
        JsonAsked(timeline, prompt, ct) is { } json
            ? new Answer(JsonText.Of(json.Value), json.Claims)
            : _composer.Compose(timeline, Blanks.Joined(prompt), ct);

    /// <summary>The JSON that a prompt asks for in words; null when it asks for none or names no keys.</summary>
    public JsonAnswer? JsonAsked(VideoTimeline timeline, string prompt, CancellationToken ct = default)
    {
        prompt = Blanks.Joined(prompt);
        return PromptSchemaReader.Read(prompt) is { } schema ? Fill(timeline, schema, prompt, _reader.Read(""), ct) : null;
    }

    /// <summary>Fills a schema from the evidence.</summary>
    /// <param name="timeline">The video, or the window of it.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="prompt">What the answer is to be about; a stretch that it names is the window.</param>
    /// <param name="ct">Stops the work.</param>
    public JsonAnswer Json(VideoTimeline timeline, SchemaNode schema, string prompt, CancellationToken ct = default)
    {
        prompt = Blanks.Joined(prompt);
        return Fill(timeline, schema, prompt, Topic(prompt), ct);
    }

    private JsonAnswer Fill(VideoTimeline timeline, SchemaNode schema, string prompt, SoughtReading topic, CancellationToken ct)
    {
        var filler = new Filler(_reader, new EvidenceFinder(_reader, ct), ct);
        var value = filler.Fill(_composer.WindowOf(timeline, prompt), schema, topic);
        // What leaves is valid, even if a way through the schema was overlooked.
        if (SchemaCheck.Validate(value, schema) is { } wrong)
        {
            value = PlainestValue.Of(schema, 0);
            return new JsonAnswer(
                value,
                schema,
                [new Claim($"The values found did not fit the schema ({wrong}); the plainest valid answer stands instead.", [])]
            );
        }
        return new JsonAnswer(value, schema, filler.Claims);
    }

    /// <summary>Answers one thing that is asked.</summary>
    internal List<Claim> Answer(VideoTimeline timeline, Ask ask) => new Responder(new EvidenceFinder(_reader)).Answer(timeline, ask, null);

    /// <summary>The stretch of a timeline that a prompt names ("the first 10 seconds"); all of it when it names none.</summary>
    public VideoTimeline WindowOf(VideoTimeline timeline, string prompt) => _composer.WindowOf(timeline, Blanks.Joined(prompt));

    /// <summary>Finds the segments of each definition, in their order.</summary>
    public IReadOnlyList<SegmentsOfDefinition> Segment(
        VideoTimeline timeline,
        IEnumerable<SegmentDefinition> definitions,
        SegmentLimits limits,
        CancellationToken ct = default
    )
    {
        var segmenter = new Segmenter(_reader, new EvidenceFinder(_reader, ct), _pictures, ct);
        return
        [
            .. definitions.Select(definition =>
                segmenter.Find(timeline, definition with { Description = Blanks.Joined(definition.Description) }, limits)
            ),
        ];
    }

    /// <summary>A title.</summary>
    public static Claim Title(VideoTimeline timeline) => Titles.Of(timeline);

    /// <summary>What it is about, most first; empty when nothing is known.</summary>
    public static IReadOnlyList<Claim> Topics(VideoTimeline timeline) => Titles.Topics(timeline);

    /// <summary>The topics as hashtags.</summary>
    public static IReadOnlyList<Claim> Hashtags(VideoTimeline timeline) => Titles.Hashtags(timeline);

    /// <summary>Chapters without gaps, in order; at least one.</summary>
    public static IReadOnlyList<Chapter> Chapters(VideoTimeline timeline) => Composing.Chapters.Of(timeline);

    /// <summary>The moments that stand out, in order; empty when none does.</summary>
    public static IReadOnlyList<Highlight> Highlights(VideoTimeline timeline) => Composing.Highlights.Of(timeline);

    // Only what a prompt wants listed narrows what is listed: "describe the people" does, "is it empty?" does not.
    private SoughtReading Topic(string prompt) => _reader.Read(prompt) with { Quoted = [], Doings = [], Words = [] };
}
