using System.Text.Json.Nodes;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Analysis.Prompts;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.Segments;
using Reelsight.Analysis.StructuredOutput;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Matching;

namespace Reelsight.Analysis;

/// <summary>
/// Writes answers about one video from its evidence: text, chapters, JSON, segments. It states only what facts support, says what it
/// cannot know, and gives the same answer to the same question. Safe for many callers at once.
/// </summary>
public sealed class VideoAnalyzer
{
    private readonly EvidenceQueryParser _queryParser;
    private readonly AnswerComposer _composer;
    private readonly VisualSimilarityMatcher _visualMatcher;

    /// <summary>Reads prompts.</summary>
    internal PromptParser PromptParser { get; }

    /// <summary>Reads what is asked for.</summary>
    internal EvidenceQueryParser QueryParser => _queryParser;

    /// <summary>Places the labels in WordNet once.</summary>
    /// <param name="wordNet">The noun hierarchy.</param>
    /// <param name="clips">Finds what no fact names; null to do without.</param>
    public VideoAnalyzer(WordNet wordNet, ClipMatcher? clips = null)
    {
        _visualMatcher = new VisualSimilarityMatcher(clips);
        _queryParser = new EvidenceQueryParser(wordNet, new LabelResolver(wordNet, LabelCatalog.Default));
        PromptParser = new PromptParser(_queryParser);
        _composer = new AnswerComposer(PromptParser, _queryParser);
    }

    /// <summary>Compiles what answers need, for those who ask first; takes a moment.</summary>
    public void WarmUp() => Reelsight.Analysis.AnalyzerWarmUp.Run(this);

    /// <summary>Answers a prompt in sentences, or in JSON when the prompt asks for that and names the keys.</summary>
    public TextAnswer Answer(VideoTimeline timeline, string prompt, CancellationToken ct = default) =>
        TryAnswerJson(timeline, prompt, ct) is { } json
            ? new TextAnswer(CompactJson.Write(json.Value), json.Claims)
            : _composer.Compose(timeline, WhitespaceNormalizer.Normalize(prompt), ct);

    /// <summary>The JSON that a prompt asks for in words; null when it asks for none or names no keys.</summary>
    public JsonAnswer? TryAnswerJson(VideoTimeline timeline, string prompt, CancellationToken ct = default)
    {
        prompt = WhitespaceNormalizer.Normalize(prompt);
        return PromptToSchemaParser.TryParse(prompt) is { } schema
            ? FillSchema(timeline, schema, prompt, _queryParser.Parse(""), ct)
            : null;
    }

    /// <summary>Fills a schema from the evidence.</summary>
    /// <param name="timeline">The video, or the window of it.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="prompt">What the answer is to be about; a stretch that it names is the window.</param>
    /// <param name="ct">Stops the work.</param>
    public JsonAnswer AnswerJson(VideoTimeline timeline, SchemaNode schema, string prompt, CancellationToken ct = default)
    {
        prompt = WhitespaceNormalizer.Normalize(prompt);
        return FillSchema(timeline, schema, prompt, ParseTopic(prompt), ct);
    }

    private JsonAnswer FillSchema(VideoTimeline timeline, SchemaNode schema, string prompt, EvidenceQuery topic, CancellationToken ct)
    {
        var filler = new SchemaFiller(_queryParser, new TimelineMatcher(_queryParser, ct), ct);
        var value = filler.Fill(_composer.SelectWindow(timeline, prompt), schema, topic);
        // What leaves is valid, even if a way through the schema was overlooked.
        if (SchemaValidator.Validate(value, schema) is { } wrong)
        {
            value = MinimalValue.Create(schema, 0);
            return new JsonAnswer(
                value,
                schema,
                [new Claim($"The values found did not fit the schema ({wrong}); the plainest valid answer stands instead.", [])]
            );
        }
        return new JsonAnswer(value, schema, filler.Claims);
    }

    /// <summary>Answers one thing that is asked.</summary>
    internal List<Claim> Answer(VideoTimeline timeline, PromptIntent ask) =>
        new IntentResponder(new TimelineMatcher(_queryParser)).Answer(timeline, ask, null);

    /// <summary>The stretch of a timeline that a prompt names ("the first 10 seconds"); all of it when it names none.</summary>
    public VideoTimeline SelectWindow(VideoTimeline timeline, string prompt) =>
        _composer.SelectWindow(timeline, WhitespaceNormalizer.Normalize(prompt));

    /// <summary>Finds the segments of each definition, in their order.</summary>
    public IReadOnlyList<DefinitionSegments> FindSegments(
        VideoTimeline timeline,
        IEnumerable<SegmentDefinition> definitions,
        SegmentLimits limits,
        CancellationToken ct = default
    )
    {
        var segmenter = new Segmenter(_queryParser, new TimelineMatcher(_queryParser, ct), _visualMatcher, ct);
        return
        [
            .. definitions.Select(definition =>
                segmenter.Find(timeline, definition with { Description = WhitespaceNormalizer.Normalize(definition.Description) }, limits)
            ),
        ];
    }

    /// <summary>A title.</summary>
    public static Claim BuildTitle(VideoTimeline timeline) => TitleBuilder.BuildTitle(timeline);

    /// <summary>What it is about, most first; empty when nothing is known.</summary>
    public static IReadOnlyList<Claim> BuildTopics(VideoTimeline timeline) => TitleBuilder.BuildTopics(timeline);

    /// <summary>The topics as hashtags.</summary>
    public static IReadOnlyList<Claim> BuildHashtags(VideoTimeline timeline) => TitleBuilder.BuildHashtags(timeline);

    /// <summary>Chapters without gaps, in order; at least one.</summary>
    public static IReadOnlyList<Chapter> BuildChapters(VideoTimeline timeline) => Answers.ChapterBuilder.Build(timeline);

    /// <summary>The moments that stand out, in order; empty when none does.</summary>
    public static IReadOnlyList<Highlight> BuildHighlights(VideoTimeline timeline) => Answers.HighlightSelector.Select(timeline);

    // Only what a prompt wants listed narrows what is listed: "describe the people" does, "is it empty?" does not.
    private EvidenceQuery ParseTopic(string prompt) => _queryParser.Parse(prompt) with { QuotedPhrases = [], Actions = [], Words = [] };
}
