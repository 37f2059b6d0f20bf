using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Analysis.Prompts;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.Segments;
using Reelsight.Analysis.StructuredOutput;
using Reelsight.Analysis.Telemetry;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Matching;

namespace Reelsight.Analysis.Analyzers;

/// <summary>
/// Answers prompts about one video from its evidence: text, chapters, JSON, segments. A prompt is parsed once into a plan; the plan selects
/// facts, and the answer states what these support and what they cannot tell. Deterministic and thread-safe.
/// </summary>
public sealed class VideoAnalyzer
{
    private readonly AnswerComposer _composer;
    private readonly VisualSimilarityMatcher _visualMatcher;

    /// <summary>Parses prompts.</summary>
    internal PromptParser PromptParser { get; }

    /// <summary>Parses the objects, actions and words that a text names.</summary>
    internal EvidenceQueryParser QueryParser { get; }

    /// <summary>Looks the detector's labels up in WordNet, once.</summary>
    /// <param name="wordNet">The noun hierarchy.</param>
    /// <param name="clips">Finds clips by their vectors where no fact names what is asked for; null to do without.</param>
    public VideoAnalyzer(WordNet wordNet, ClipMatcher? clips = null)
    {
        _visualMatcher = new VisualSimilarityMatcher(clips);
        QueryParser = new EvidenceQueryParser(wordNet, new LabelResolver(wordNet, LabelCatalog.Default));
        PromptParser = new PromptParser(QueryParser);
        _composer = new AnswerComposer(QueryParser);
    }

    /// <summary>Runs every kind of answer once so that the code is compiled before the first request; takes a moment.</summary>
    public void WarmUp() => AnalyzerWarmUp.Run(this);

    /// <summary>Parses a prompt.</summary>
    public PromptPlan ParsePrompt(string prompt) =>
        AnalysisTelemetry.Stages.Run("plan", () => PromptParser.Parse(WhitespaceNormalizer.Normalize(prompt)));

    /// <summary>Answers a prompt in sentences, or in JSON when the prompt asks for that and names the keys.</summary>
    public TextAnswer Answer(VideoTimeline timeline, string prompt, CancellationToken ct = default)
    {
        var plan = ParsePrompt(prompt);
        return TryAnswerJson(timeline, plan, ct) is { } json
            ? new TextAnswer(CompactJson.Write(json.Value), json.Claims)
            : AnswerText(timeline, plan, ct);
    }

    /// <summary>Answers a prompt in sentences.</summary>
    public TextAnswer AnswerText(VideoTimeline timeline, PromptPlan plan, CancellationToken ct = default) =>
        AnalysisTelemetry.Stages.Run("compose", () => _composer.Compose(timeline, plan, ct));

    /// <summary>The JSON that a prompt describes in words; null when it asks for none or names no keys.</summary>
    public JsonAnswer? TryAnswerJson(VideoTimeline timeline, PromptPlan plan, CancellationToken ct = default) =>
        plan.Schema is { } schema ? FillSchema(timeline, schema, plan.Window, QueryParser.Parse(""), ct) : null;

    /// <summary>The JSON that a prompt describes in words; null when it asks for none or names no keys.</summary>
    public JsonAnswer? TryAnswerJson(VideoTimeline timeline, string prompt, CancellationToken ct = default) =>
        TryAnswerJson(timeline, ParsePrompt(prompt), ct);

    /// <summary>Fills a schema from the evidence.</summary>
    /// <param name="timeline">The video, or a part of it.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="plan">The prompt, which may limit the objects and the part of the video that the answer is about.</param>
    /// <param name="ct">Cancellation.</param>
    public JsonAnswer AnswerJson(VideoTimeline timeline, SchemaNode schema, PromptPlan plan, CancellationToken ct = default) =>
        FillSchema(timeline, schema, plan.Window, plan.Topic, ct);

    /// <summary>Parses a prompt and fills a schema from the evidence.</summary>
    /// <param name="timeline">The video, or a part of it.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="prompt">What the answer is to be about.</param>
    /// <param name="ct">Cancellation.</param>
    public JsonAnswer AnswerJson(VideoTimeline timeline, SchemaNode schema, string prompt, CancellationToken ct = default) =>
        AnswerJson(timeline, schema, ParsePrompt(prompt), ct);

    private JsonAnswer FillSchema(
        VideoTimeline timeline,
        SchemaNode schema,
        PromptWindow? window,
        EvidenceQuery topic,
        CancellationToken ct
    )
    {
        var filler = new SchemaFiller(QueryParser, new TimelineMatcher(QueryParser, ct), ct);
        var value = AnalysisTelemetry.Stages.Run("fill", () => filler.Fill(WindowSelector.Select(timeline, window), schema, topic));
        // The result is valid even if the filler overlooks something in the schema.
        if (SchemaValidator.Validate(value, schema, ct) is { } wrong)
        {
            value = MinimalValue.Create(schema);
            return new JsonAnswer(
                value,
                schema,
                [new Claim($"The values found did not fit the schema ({wrong}); the plainest valid answer stands instead.", [])]
            );
        }
        return new JsonAnswer(value, schema, filler.Claims);
    }

    /// <summary>Answers one intent.</summary>
    internal List<Claim> Answer(VideoTimeline timeline, PromptIntent intent) =>
        new IntentResponder(new TimelineMatcher(QueryParser)).Answer(timeline, intent, null);

    /// <summary>The part of a timeline that a prompt names ("the first 10 seconds"); all of it when the prompt names none.</summary>
    public static VideoTimeline SelectWindow(VideoTimeline timeline, string prompt) =>
        WindowSelector.Select(timeline, PromptParser.ParseWindow(WhitespaceNormalizer.Normalize(prompt)));

    /// <summary>Finds the segments of each definition, in the order of the definitions.</summary>
    public IReadOnlyList<DefinitionSegments> FindSegments(
        VideoTimeline timeline,
        IEnumerable<SegmentDefinition> definitions,
        SegmentLimits limits,
        CancellationToken ct = default
    )
    {
        var segmenter = new Segmenter(QueryParser, new TimelineMatcher(QueryParser, ct), _visualMatcher, ct);
        return AnalysisTelemetry.Stages.Run("segment", IReadOnlyList<DefinitionSegments> () =>
            [
                .. definitions.Select(definition =>
                    segmenter.Find(
                        timeline,
                        definition with
                        {
                            Description = WhitespaceNormalizer.Normalize(definition.Description),
                        },
                        limits
                    )
                ),
            ]
        );
    }

    /// <summary>A title.</summary>
    public static Claim BuildTitle(VideoTimeline timeline) => TitleBuilder.BuildTitle(timeline);

    /// <summary>Topics, the most prominent first; empty when nothing was recognised.</summary>
    public static IReadOnlyList<Claim> BuildTopics(VideoTimeline timeline) => TitleBuilder.BuildTopics(timeline);

    /// <summary>The topics as hashtags.</summary>
    public static IReadOnlyList<Claim> BuildHashtags(VideoTimeline timeline) => TitleBuilder.BuildHashtags(timeline);

    /// <summary>Chapters in order, without gaps; at least one.</summary>
    public static IReadOnlyList<Chapter> BuildChapters(VideoTimeline timeline) => ChapterBuilder.Build(timeline);

    /// <summary>Highlights in order; empty when nothing stands out.</summary>
    public static IReadOnlyList<Highlight> BuildHighlights(VideoTimeline timeline) => HighlightSelector.Select(timeline);
}
