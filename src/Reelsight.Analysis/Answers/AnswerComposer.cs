using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Matching;
using Reelsight.Analysis.Prompts;

namespace Reelsight.Analysis.Answers;

/// <summary>Composes the text of an answer from facts: what is asked, in the form and length, and about the part asked for.</summary>
internal sealed class AnswerComposer(EvidenceQueryParser queryParser)
{
    /// <summary>Answers a prompt. The same timeline and plan give the same answer.</summary>
    public TextAnswer Compose(VideoTimeline timeline, PromptPlan plan, CancellationToken ct)
    {
        var (window, outside) = WindowSelector.SelectOrExplain(timeline, plan.Window);
        var responder = new IntentResponder(new TimelineMatcher(queryParser, ct), ct);
        var parts = outside is not null ? [(IntentKind.Details, [outside])] : plan.Intents.Select(Answered).ToList();
        var kept = Shorten([.. parts.SelectMany(p => p.Claims).DistinctBy(c => c.Text)], plan.Style);
        parts =
        [
            .. parts
                .Select(p =>
                    (
                        p.Kind,
                        p.Claims.Select(c =>
                                kept.Find(k =>
                                    k.Text == c.Text || k.Facts == c.Facts && c.Text.StartsWith(k.Text, StringComparison.Ordinal)
                                )
                            )
                            .OfType<Claim>()
                            .Distinct()
                            .ToList()
                    )
                )
                .Where(p => p.Item2.Count > 0),
        ];
        var text = Format(parts, kept, plan.Style);
        if (CreateLanguageNotice(plan) is not { } notice)
        {
            return new TextAnswer(text, kept);
        }

        return plan.UnreadLanguage is null
            ? new TextAnswer($"{text} {notice.Text}", [.. kept, notice])
            : new TextAnswer($"{notice.Text} {text}", [notice, .. kept]);

        (IntentKind Kind, List<Claim> Claims) Answered(PromptIntent ask) =>
            (ask.Kind, responder.Answer(window, ask, plan.Style.MaxSentences));
    }

    private static Claim? CreateLanguageNotice(PromptPlan plan) =>
        plan.UnreadLanguage is { } unread
            ? new Claim($"Questions are read and answered in English only, not in {unread}; this is what is known of the video.", [])
        : plan.AnswerLanguage is { } language ? new Claim($"Answers are written in English only, not in {language}.", [])
        : null;

    private static List<Claim> Shorten(List<Claim> claims, AnswerStyle style)
    {
        if (style.MaxSentences is { } most && claims.Count > most)
        {
            claims = claims[..most];
        }

        if (style.MaxWords is not { } words)
        {
            return claims;
        }

        var kept = new List<Claim>();
        foreach (var claim in claims)
        {
            var length = claim.Text.Split(' ').Length;
            if (length > words && kept.Count == 0)
            {
                return [Truncate(claim, words)];
            }

            if (length > words)
            {
                break;
            }

            words -= length;
            kept.Add(claim);
        }
        return kept;
    }

    private static Claim Truncate(Claim claim, int words) =>
        claim with
        {
            Text = string.Join(' ', claim.Text.Split(' ').Take(words)).TrimEnd(',', ';', ':'),
        };

    private static string Format(List<(IntentKind Kind, List<Claim> Claims)> parts, List<Claim> claims, AnswerStyle style)
    {
        if (style.IsList)
        {
            return string.Join('\n', claims.Select((c, i) => style.IsNumbered ? $"{i + 1}. {c.Text}" : $"- {c.Text}"));
        }

        if (parts is [var only])
        {
            return Format(only.Kind, only.Claims);
        }
        // Several parts of which each has a name are told apart by it.
        if (parts.TrueForAll(p => GetHeading(p.Kind) is not null))
        {
            return string.Join(
                '\n',
                parts.Select(p => $"{GetHeading(p.Kind)}:{(IsOneClaimPerLine(p.Kind) ? '\n' : ' ')}{Format(p.Kind, p.Claims)}")
            );
        }

        return string.Join(parts.Exists(p => IsOneClaimPerLine(p.Kind)) ? '\n' : ' ', parts.Select(p => Format(p.Kind, p.Claims)));
    }

    private static string Format(IntentKind kind, List<Claim> claims) =>
        string.Join(
            kind == IntentKind.Topics ? ", "
                : IsOneClaimPerLine(kind) ? "\n"
                : " ",
            claims.Select(c => c.Text)
        );

    private static bool IsOneClaimPerLine(IntentKind kind) =>
        kind is IntentKind.Chapters or IntentKind.Highlights or IntentKind.Speech or IntentKind.OnScreenText;

    private static string? GetHeading(IntentKind kind) =>
        kind switch
        {
            IntentKind.Title => "Title",
            IntentKind.Summary => "Summary",
            IntentKind.Topics => "Topics",
            IntentKind.Hashtags => "Hashtags",
            IntentKind.Chapters => "Chapters",
            IntentKind.Highlights => "Highlights",
            _ => null,
        };
}
