using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.Agent;

/// <summary>
/// Answers questions about the items of a knowledge store: parses the question, searches and reads the evidence it needs, and composes
/// sentences each of which cites what supports it, or says what was not found or cannot be known. Deterministic and thread-safe.
/// </summary>
public sealed partial class StoreAgent(VideoAnalyzer analyzer)
{
    /// <summary>Largest number of items whose evidence is read for one question; the best matches are read first.</summary>
    private const int MaxItemsRead = 12;
    private const int MaxItemsListed = 50;

    private readonly StoreQuestionParser _questionParser = new(analyzer.PromptParser, analyzer.QueryParser);
    private readonly FollowUpResolver _followUp = new(analyzer.QueryParser);

    /// <summary>Answers a question.</summary>
    /// <param name="question">The question with what it may refer to.</param>
    /// <param name="evidence">The store.</param>
    /// <param name="report">Called after each use of a tool.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<AgentAnswer> AnswerAsync(
        AgentQuestion question,
        IStoreEvidence evidence,
        Func<ToolCall, Task> report,
        CancellationToken ct
    )
    {
        var tools = new AgentTools(evidence, report);
        var resolved = _followUp.Resolve(question);
        var ask = _questionParser.Parse(resolved.Text);
        var asked = new QuestionContext(
            resolved.Text,
            [.. resolved.Items.Where(item => ask.ImagesOnly is null || item.IsImage == ask.ImagesOnly)],
            question.Items.Count > 1,
            ask,
            tools
        );
        var paragraphs =
            resolved.Unresolved is { } reason ? [new AnswerParagraph(null, [CitedStatement.WithoutCitations(reason)])]
            : question.Items.Count == 0 ? [new AnswerParagraph(null, [CitedStatement.WithoutCitations(FormatEmptyStore(question))])]
            : asked.Items.Count == 0
                ?
                [
                    new AnswerParagraph(
                        null,
                        [
                            CitedStatement.WithoutCitations(
                                $"There is no {(ask.ImagesOnly == true ? "picture" : "video")} among "
                                    + $"{NounPhrases.WithCount(resolved.Items.Count, "item")}."
                            ),
                        ]
                    ),
                ]
            : await AnswerAsync(asked, ct);
        var form = PromptParser.ParseStyle(WhitespaceNormalizer.Normalize(question.Instructions ?? ""));
        var (text, citations) = CitedTextBuilder.Build(Shorten(paragraphs, ask.ItemPlan.Style.MaxSentences ?? form.MaxSentences));
        var cited = citations.Select(c => c.Item.Id).Distinct(StringComparer.Ordinal).ToList();
        var turn = new AgentTurn(resolved.Text, cited.Count > 0 ? cited : question.PreviousTurn?.CitedItemIds ?? []);
        if (question.Schema is not { } schema)
        {
            return new AgentAnswer(text, citations, turn);
        }

        var json = new AgentJsonFiller(analyzer, schema, resolved.Text);
        return new AgentAnswer(await json.FillAsync(text, citations, resolved.Items, evidence, ct), [], turn);
    }

    private sealed record QuestionContext(
        string Text,
        IReadOnlyList<AgentItem> Items,
        bool IsItemNamed,
        StoreQuestionPlan Question,
        AgentTools Tools
    );

    private async Task<List<AnswerParagraph>> AnswerAsync(QuestionContext asked, CancellationToken ct)
    {
        if (asked.Question.Kind == StoreQuestionKind.Inventory)
        {
            await asked.Tools.ListItemsAsync(asked.Items);
            return [BuildInventory(asked.Items, asked.Question.IsCountOnly)];
        }
        var paragraphs = new List<AnswerParagraph>();
        foreach (var ask in asked.Question.ItemPlan.Intents)
        {
            paragraphs.AddRange(await AnswerFromItemsAsync(asked, ask, ct));
        }

        if (asked.Question.ItemPlan.AnswerLanguage is { } language)
        {
            paragraphs.Add(
                new AnswerParagraph(null, [CitedStatement.WithoutCitations($"Answers are written in English only, not in {language}.")])
            );
        }

        return paragraphs;
    }

    private async Task<List<AnswerParagraph>> AnswerFromItemsAsync(QuestionContext asked, PromptIntent ask, CancellationToken ct)
    {
        if (ask.Kind == IntentKind.Unanswerable && IntentPatterns.FindUnanswerable(asked.Text) is not null)
        {
            return [new AnswerParagraph(null, [CreateUnanswerableStatement(ask)])];
        }

        var query = FormatQuery(ask);
        var hits = query.Length == 0 ? [] : await asked.Tools.SearchAsync(query, asked.Items, ct);
        var hitsOf = hits.ToLookup(hit => hit.ItemId);
        var read = asked.Items.OrderBy(item => GetRank(hits, item)).Take(MaxItemsRead).ToList();
        if (query.Length == 0)
        {
            await asked.Tools.ListItemsAsync(asked.Items);
        }

        var (paragraphs, unmatchedItems, matchedCount) = (new List<AnswerParagraph>(), new List<AgentItem>(), 0);
        (CitedStatement? Denial, int Facts) bestDenial = (null, -1);
        foreach (var item in read)
        {
            if (await asked.Tools.ReadEvidenceAsync(item, ct) is not { } timeline)
            {
                continue;
            }

            var answers = BuildStatements(item, timeline, asked.Question.Window, ask);
            var supported = WhereSupported(answers);
            if (supported.Count == 0)
            {
                supported = FindNearStatements(item, timeline, asked.Question.Window, ask, answers);
            }

            if (supported.Count == 0)
            {
                supported = HitStatementBuilder.Build(item, hitsOf[item.Id]);
            }

            if (supported.Count == 0)
            {
                unmatchedItems.Add(item);
                // What is known of most says best why it is not known of this.
                if (answers.Count > 0 && timeline.Facts.Count > bestDenial.Facts)
                {
                    bestDenial = (answers[0], timeline.Facts.Count);
                }

                continue;
            }
            matchedCount++;
            paragraphs.Add(
                new AnswerParagraph(
                    asked.IsItemNamed ? item.Title : null,
                    supported,
                    supported.Count > 1 && IsOneStatementPerLine(ask, asked.Question.ItemPlan.Style)
                )
            );
        }
        if (matchedCount == 0)
        {
            return [new AnswerParagraph(null, [CreateNothingFoundStatement(ask, bestDenial.Denial, unmatchedItems)])];
        }

        if (asked.Question.Kind == StoreQuestionKind.WhichItems && asked.Items.Count > 1)
        {
            paragraphs.Insert(
                0,
                new AnswerParagraph(
                    null,
                    [CitedStatement.WithoutCitations(FormatShare(query, matchedCount, asked.Items.Count, read.Count))]
                )
            );
        }

        if (ask.Kind == IntentKind.Count && matchedCount > 1)
        {
            paragraphs.Add(
                new AnswerParagraph(
                    null,
                    [
                        CitedStatement.WithoutCitations(
                            "Whether the same ones are in several items cannot be told, so they are not added up."
                        ),
                    ]
                )
            );
        }

        paragraphs.AddRange(BuildRemainder(ask, asked, read.Count, unmatchedItems));
        return paragraphs;
    }

    private List<CitedStatement> BuildStatements(AgentItem item, VideoTimeline timeline, PromptWindow? window, PromptIntent ask) =>
        item.IsImage ? ImageStatementBuilder.Build(item, timeline, ask)
        : ask.Kind == IntentKind.Duration
            ? [new CitedStatement($"A video of {TimeFormatter.FormatDuration(item.DurationSec)}.", item, [(0, item.DurationSec)])]
        :
        [
            .. analyzer
                .Answer(WindowSelector.Select(timeline, window), ask)
                .Select(claim => CitedStatement.FromFacts(claim.Text, item, claim.Facts)),
        ];

    private static List<CitedStatement> WhereSupported(List<CitedStatement> answers) => [.. answers.Where(a => a.Intervals.Count > 0)];

    // A thing that does not do what was asked is still in view: that is said, after the denial where there was a question to deny.
    private List<CitedStatement> FindNearStatements(
        AgentItem item,
        VideoTimeline timeline,
        PromptWindow? window,
        PromptIntent ask,
        List<CitedStatement> answers
    )
    {
        if (ask.Query.Objects.Count == 0 || ask.Query.Actions.Count == 0 || ask.Query.IsAboutText)
        {
            return [];
        }

        var near = WhereSupported(
            BuildStatements(item, timeline, window, new PromptIntent(IntentKind.Details, ask.Query with { Actions = [], Words = [] }))
        );
        return near.Count > 0 && ask.Kind == IntentKind.Presence && !item.IsImage ? [.. answers.Take(1), .. near] : near;
    }

    private static IEnumerable<AnswerParagraph> BuildRemainder(
        PromptIntent ask,
        QuestionContext asked,
        int readCount,
        List<AgentItem> unmatchedItems
    )
    {
        if (unmatchedItems.Count > 0 && asked.Question.Kind != StoreQuestionKind.WhichItems && FormatQuery(ask).Length > 0)
        {
            yield return new AnswerParagraph(
                null,
                [CitedStatement.WithoutCitations($"Nothing of the kind was recognised in {JoinTitles(unmatchedItems)}.")]
            );
        }

        if (asked.Items.Count > readCount)
        {
            yield return new AnswerParagraph(
                null,
                [
                    CitedStatement.WithoutCitations(
                        $"{NounPhrases.Capitalize(NounPhrases.WithCount(asked.Items.Count - readCount, "item"))} more "
                            + $"{(asked.Items.Count - readCount == 1 ? "was" : "were")} not read for this answer. Select items to ask "
                            + $"about them."
                    ),
                ]
            );
        }
    }

    private static CitedStatement CreateNothingFoundStatement(PromptIntent ask, CitedStatement? denial, List<AgentItem> unmatchedItems)
    {
        var looked =
            unmatchedItems.Count > 1
                ? $" {NounPhrases.Capitalize(NounPhrases.WithCount(unmatchedItems.Count, "item"))} were looked at."
                : "";
        if (ask.Kind == IntentKind.Unanswerable)
        {
            return CreateUnanswerableStatement(ask);
        }

        return CitedStatement.WithoutCitations((denial?.Text ?? "Nothing of the kind was recognised.") + looked);
    }

    private static CitedStatement CreateUnanswerableStatement(PromptIntent ask) =>
        CitedStatement.WithoutCitations(
            $"This cannot be told: only everyday objects, speech and writing are recognised here, not {ask.Unanswerable}."
        );

    private static AnswerParagraph BuildInventory(IReadOnlyList<AgentItem> items, bool onlyNumber)
    {
        var (videos, images) = (items.Count(i => !i.IsImage), items.Count(i => i.IsImage));
        List<string> kinds =
        [
            .. new[] { (videos, "video"), (images, "picture") }
                .Where(k => k.Item1 > 0)
                .Select(k => NounPhrases.WithCount(k.Item1, k.Item2)),
        ];
        if (onlyNumber)
        {
            return new AnswerParagraph(
                null,
                [
                    CitedStatement.WithoutCitations(
                        $"There {(items.Count == 1 ? "is" : "are")} "
                            + $"{(kinds.Count > 1 ? $"{NounPhrases.WithCount(items.Count, "item")}: " : "")}{NounPhrases.Join(kinds)}."
                    ),
                ]
            );
        }

        List<CitedStatement> statements =
        [
            CitedStatement.WithoutCitations($"There {(items.Count == 1 ? "is" : "are")} {NounPhrases.Join(kinds)}."),
            .. items
                .Take(MaxItemsListed)
                .Select(item => new CitedStatement(
                    item.IsImage
                        ? $"{item.Title}, a picture."
                        : $"{item.Title}, a video of {TimeFormatter.FormatDuration(item.DurationSec)}.",
                    item,
                    [(0, item.IsImage ? 1 : item.DurationSec)]
                )),
        ];
        if (items.Count > MaxItemsListed)
        {
            statements.Add(
                CitedStatement.WithoutCitations(
                    $"{NounPhrases.Capitalize(NounPhrases.WithCount(items.Count - MaxItemsListed, "item"))} more are not listed here."
                )
            );
        }

        return new AnswerParagraph(null, statements, IsOneStatementPerLine: true);
    }
}
