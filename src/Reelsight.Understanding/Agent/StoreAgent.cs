using System.Globalization;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Reading;

namespace Reelsight.Understanding.Agent;

/// <summary>
/// Answers questions about the items of a knowledge store: reads the question, searches and reads the evidence it needs, and writes
/// sentences each of which cites what supports it. It says what was not found and what cannot be known, and never more than that. The same
/// question about the same store gets the same answer. Safe for many callers at once.
/// </summary>
public sealed class StoreAgent(Analyst analyst)
{
    /// <summary>Items read closely for one question; the best matches come first.</summary>
    private const int MostRead = 12;
    private const int MostListed = 50;

    private readonly StoreAskReader _asks = new(analyst.Prompts, analyst.Reader);
    private readonly FollowUp _followUp = new(analyst.Reader);

    /// <summary>Answers a question.</summary>
    /// <param name="question">The question with what it may refer to.</param>
    /// <param name="evidence">The store.</param>
    /// <param name="report">Hears of each use of a tool, once it is done.</param>
    /// <param name="ct">Stops the work.</param>
    public async Task<AgentAnswer> AnswerAsync(
        AgentQuestion question,
        IStoreEvidence evidence,
        Func<ToolUse, Task> report,
        CancellationToken ct
    )
    {
        var tools = new Tools(evidence, report);
        var resolved = _followUp.Resolve(question);
        var ask = _asks.Read(resolved.Text);
        var asked = new Asked(
            resolved.Text,
            [.. resolved.Items.Where(item => ask.Images is null || item.IsImage == ask.Images)],
            question.Items.Count > 1,
            ask,
            tools
        );
        var paragraphs =
            resolved.Unresolved is { } reason ? [new Paragraph(null, [Statement.Plain(reason)])]
            : question.Items.Count == 0 ? [new Paragraph(null, [Statement.Plain(NothingThere(question))])]
            : asked.Items.Count == 0
                ?
                [
                    new Paragraph(
                        null,
                        [
                            Statement.Plain(
                                $"There is no {(ask.Images == true ? "picture" : "video")} among {Nouns.Many(resolved.Items.Count, "item")}."
                            ),
                        ]
                    ),
                ]
            : await AnswerAsync(asked, ct);
        var form = analyst.Prompts.Read(Blanks.Joined(question.Instructions ?? "")).Style;
        var (text, citations) = Draft.Write(Shorten(paragraphs, ask.Prompt.Style.Sentences ?? form.Sentences));
        var cited = citations.Select(c => c.Item.Id).Distinct(StringComparer.Ordinal).ToList();
        var turn = new AgentTurn(resolved.Text, cited.Count > 0 ? cited : question.Before?.CitedItemIds ?? []);
        if (question.Schema is not { } schema)
        {
            return new AgentAnswer(text, citations, turn);
        }

        var json = new AgentJson(analyst, schema, resolved.Text);
        return new AgentAnswer(await json.FillAsync(text, citations, resolved.Items, evidence, ct), [], turn);
    }

    private sealed record Asked(string Text, IReadOnlyList<AgentItem> Items, bool Named, StoreAsk Ask, Tools Tools);

    private async Task<List<Paragraph>> AnswerAsync(Asked asked, CancellationToken ct)
    {
        if (asked.Ask.Kind == StoreAskKind.Inventory)
        {
            await asked.Tools.ListAsync(asked.Items);
            return [Inventory(asked.Items, asked.Ask.IsNumber)];
        }
        var paragraphs = new List<Paragraph>();
        foreach (var ask in asked.Ask.Prompt.Asks)
        {
            paragraphs.AddRange(await EachItemAsync(asked, ask, ct));
        }

        if (asked.Ask.Prompt.Language is { } language)
        {
            paragraphs.Add(new Paragraph(null, [Statement.Plain($"Answers are written in English only, not in {language}.")]));
        }

        return paragraphs;
    }

    private async Task<List<Paragraph>> EachItemAsync(Asked asked, Ask ask, CancellationToken ct)
    {
        if (ask.Kind == AskKind.Unknowable && AskPatterns.Unknowable(asked.Text) is not null)
        {
            return [new Paragraph(null, [Refusal(ask)])];
        }

        var query = QueryOf(ask);
        var hits = query.Length == 0 ? [] : await asked.Tools.SearchAsync(query, asked.Items, ct);
        var hitsOf = hits.ToLookup(hit => hit.ItemId);
        var read = asked.Items.OrderBy(item => Place(hits, item)).Take(MostRead).ToList();
        if (query.Length == 0)
        {
            await asked.Tools.ListAsync(asked.Items);
        }

        var (paragraphs, without, counted) = (new List<Paragraph>(), new List<AgentItem>(), 0);
        (Statement? Denial, int Facts) said = (null, -1);
        foreach (var item in read)
        {
            if (await asked.Tools.ReadAsync(item, ct) is not { } timeline)
            {
                continue;
            }

            var answers = Answers(item, timeline, asked.Text, ask);
            var supported = Supported(answers);
            if (supported.Count == 0)
            {
                supported = Near(item, timeline, asked.Text, ask, answers);
            }

            if (supported.Count == 0)
            {
                supported = HitStatements.Of(item, hitsOf[item.Id]);
            }

            if (supported.Count == 0)
            {
                without.Add(item);
                // What is known of most says best why it is not known of this.
                if (answers.Count > 0 && timeline.Facts.Count > said.Facts)
                {
                    said = (answers[0], timeline.Facts.Count);
                }

                continue;
            }
            counted++;
            paragraphs.Add(
                new Paragraph(asked.Named ? item.Title : null, supported, supported.Count > 1 && IsList(ask, asked.Ask.Prompt.Style))
            );
        }
        if (counted == 0)
        {
            return [new Paragraph(null, [Nothing(ask, said.Denial, without)])];
        }

        if (asked.Ask.Kind == StoreAskKind.WhichItems && asked.Items.Count > 1)
        {
            paragraphs.Insert(0, new Paragraph(null, [Statement.Plain(Share(query, counted, asked.Items.Count, read.Count))]));
        }

        if (ask.Kind == AskKind.Count && counted > 1)
        {
            paragraphs.Add(
                new Paragraph(
                    null,
                    [Statement.Plain("Whether the same ones are in several items cannot be told, so they are not added up.")]
                )
            );
        }

        paragraphs.AddRange(Rest(ask, asked, read.Count, without));
        return paragraphs;
    }

    private List<Statement> Answers(AgentItem item, VideoTimeline timeline, string text, Ask ask) =>
        item.IsImage ? ImageStatements.Of(item, timeline, ask)
        : ask.Kind == AskKind.Duration ? [new Statement($"A video of {TimeText.Length(item.DurationSec)}.", item, [(0, item.DurationSec)])]
        : [.. analyst.Answer(analyst.WindowOf(timeline, text), ask).Select(claim => Statement.Of(claim.Text, item, claim.Facts))];

    private static List<Statement> Supported(List<Statement> answers) => [.. answers.Where(a => a.Stretches.Count > 0)];

    // A thing that does not do what was asked is still in view: that is said, after the denial where there was a question to deny.
    private List<Statement> Near(AgentItem item, VideoTimeline timeline, string text, Ask ask, List<Statement> answers)
    {
        if (ask.Sought.Things.Count == 0 || ask.Sought.Doings.Count == 0 || ask.Sought.IsAboutWords)
        {
            return [];
        }

        var near = Supported(Answers(item, timeline, text, new Ask(AskKind.Details, ask.Sought with { Doings = [], Words = [] })));
        return near.Count > 0 && ask.Kind == AskKind.Presence && !item.IsImage ? [.. answers.Take(1), .. near] : near;
    }

    private static IEnumerable<Paragraph> Rest(Ask ask, Asked asked, int read, List<AgentItem> without)
    {
        if (without.Count > 0 && asked.Ask.Kind != StoreAskKind.WhichItems && QueryOf(ask).Length > 0)
        {
            yield return new Paragraph(null, [Statement.Plain($"Nothing of the kind was recognised in {Titles(without)}.")]);
        }

        if (asked.Items.Count > read)
        {
            yield return new Paragraph(
                null,
                [
                    Statement.Plain(
                        $"{Nouns.Capital(Nouns.Many(asked.Items.Count - read, "item"))} more {(asked.Items.Count - read == 1 ? "was" : "were")} not read for this answer. Select items to ask about them."
                    ),
                ]
            );
        }
    }

    private static Statement Nothing(Ask ask, Statement? denial, List<AgentItem> without)
    {
        var looked = without.Count > 1 ? $" {Nouns.Capital(Nouns.Many(without.Count, "item"))} were looked at." : "";
        if (ask.Kind == AskKind.Unknowable)
        {
            return Refusal(ask);
        }

        return Statement.Plain((denial?.Text ?? "Nothing of the kind was recognised.") + looked);
    }

    private static Statement Refusal(Ask ask) =>
        Statement.Plain($"This cannot be told: only everyday objects, speech and writing are recognised here, not {ask.Unknowable}.");

    private static Paragraph Inventory(IReadOnlyList<AgentItem> items, bool onlyNumber)
    {
        var (videos, images) = (items.Count(i => !i.IsImage), items.Count(i => i.IsImage));
        List<string> kinds =
        [
            .. new[] { (videos, "video"), (images, "picture") }.Where(k => k.Item1 > 0).Select(k => Nouns.Many(k.Item1, k.Item2)),
        ];
        if (onlyNumber)
        {
            return new Paragraph(
                null,
                [
                    Statement.Plain(
                        $"There {(items.Count == 1 ? "is" : "are")} {(kinds.Count > 1 ? $"{Nouns.Many(items.Count, "item")}: " : "")}{Nouns.Join(kinds)}."
                    ),
                ]
            );
        }

        List<Statement> statements =
        [
            Statement.Plain($"There {(items.Count == 1 ? "is" : "are")} {Nouns.Join(kinds)}."),
            .. items
                .Take(MostListed)
                .Select(item => new Statement(
                    item.IsImage ? $"{item.Title}, a picture." : $"{item.Title}, a video of {TimeText.Length(item.DurationSec)}.",
                    item,
                    [(0, item.IsImage ? 1 : item.DurationSec)]
                )),
        ];
        if (items.Count > MostListed)
        {
            statements.Add(Statement.Plain($"{Nouns.Capital(Nouns.Many(items.Count - MostListed, "item"))} more are not listed here."));
        }

        return new Paragraph(null, statements, OneALine: true);
    }

    private static string Share(string query, int found, int all, int read) =>
        $"“{query.Trim('"')}” is found in {(found == all ? $"all {Nouns.Number(all)} items" : $"{Nouns.Number(found)} of {(read < all ? $"the {Nouns.Number(read)} best matches among " : "")}{Nouns.Many(all, "item")}")}.";

    private static string NothingThere(AgentQuestion question) =>
        question.UnreadyItems > 0
            ? $"There is nothing to look at yet: {Nouns.Many(question.UnreadyItems, "item")} {(question.UnreadyItems == 1 ? "is" : "are")} not ready."
            : "There is nothing to look at: no ready item was added to the knowledge store, or selected from it.";

    // Nothing to search for in "summarise it", whatever other words there are.
    private static string QueryOf(Ask ask) =>
        string.Join(
            ' ',
            [
                .. ask.Sought.Things.Select(t => string.Join(' ', t.Colours.Count == 1 ? [t.Colours[0], t.Phrase] : [t.Phrase])),
                .. IsAboutWhole(ask.Kind) ? [] : ask.Sought.Words.Select(w => w.Word),
                .. ask.Sought.Quoted.Select(q => $"\"{q}\""),
            ]
        );

    private static bool IsAboutWhole(AskKind kind) =>
        kind
            is AskKind.Summary
                or AskKind.Title
                or AskKind.Topics
                or AskKind.Hashtags
                or AskKind.Chapters
                or AskKind.Highlights
                or AskKind.Objects
                or AskKind.Shots
                or AskKind.Duration;

    // Items without a hit come last, in the order they are in.
    private static int Place(IReadOnlyList<AgentHit> hits, AgentItem item)
    {
        for (var i = 0; i < hits.Count; i++)
        {
            if (hits[i].ItemId == item.Id)
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private static bool IsList(Ask ask, AnswerStyle style) =>
        style.List || ask.Kind is AskKind.Chapters or AskKind.Highlights or AskKind.Speech or AskKind.Writing;

    private static string Titles(List<AgentItem> items)
    {
        const int most = 5;
        List<string> names = [.. items.Take(most).Select(i => i.Title)];
        if (items.Count > most)
        {
            names.Add(string.Create(CultureInfo.InvariantCulture, $"{items.Count - most} more"));
        }

        return Nouns.Join(names);
    }

    private static List<Paragraph> Shorten(List<Paragraph> paragraphs, int? most)
    {
        if (most is not { } left)
        {
            return paragraphs;
        }

        var kept = new List<Paragraph>();
        foreach (var paragraph in paragraphs.TakeWhile(_ => left > 0))
        {
            kept.Add(paragraph with { Statements = [.. paragraph.Statements.Take(left)] });
            left -= paragraph.Statements.Count;
        }
        return kept;
    }
}
