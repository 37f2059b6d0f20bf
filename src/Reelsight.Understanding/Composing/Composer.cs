using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Finding;
using Reelsight.Understanding.Reading;

namespace Reelsight.Understanding.Composing;

/// <summary>Writes the answer to a prompt: what is asked, in the form and length asked for, about the stretch asked for.</summary>
internal sealed class Composer(PromptReader prompts, SoughtReader reader)
{
    /// <summary>Answers any prompt. The same timeline and prompt give the same answer.</summary>
    public Answer Compose(VideoTimeline timeline, string prompt, CancellationToken ct)
    {
        var read = prompts.Read(prompt);
        var (window, outside) = Window(timeline, read);
        var responder = new Responder(new EvidenceFinder(reader, ct), ct);
        var parts = outside is not null ? [(AskKind.Details, [outside])] : read.Asks.Select(Answered).ToList();
        var kept = Shorten([.. parts.SelectMany(p => p.Claims).DistinctBy(c => c.Text)], read.Style);
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
        var text = Lay(parts, kept, read.Style);
        if (Notice(read) is not { } notice)
        {
            return new Answer(text, kept);
        }

        return read.Unread is null
            ? new Answer($"{text} {notice.Text}", [.. kept, notice])
            : new Answer($"{notice.Text} {text}", [notice, .. kept]);

        (AskKind Kind, List<Claim> Claims) Answered(Ask ask) => (ask.Kind, responder.Answer(window, ask, read.Style.Sentences));
    }

    private static Claim? Notice(PromptReading read) =>
        read.Unread is { } unread
            ? new Claim($"Questions are read and answered in English only, not in {unread}; this is what is known of the video.", [])
        : read.Language is { } language ? new Claim($"Answers are written in English only, not in {language}.", [])
        : null;

    /// <summary>The stretch that a prompt asks about.</summary>
    public VideoTimeline WindowOf(VideoTimeline timeline, string prompt) => Window(timeline, prompts.Read(prompt)).Window;

    private static (VideoTimeline Window, Claim? Outside) Window(VideoTimeline timeline, PromptReading read)
    {
        var (start, end) = read.LastSec is { } last
            ? (timeline.EndSec - last, timeline.EndSec)
            : (read.Window?.StartSec ?? timeline.StartSec, read.Window?.EndSec ?? timeline.EndSec);
        if (start >= timeline.EndSec || end <= timeline.StartSec)
        {
            return (timeline, new Claim($"The video has no such stretch: it ends at {TimeText.At(timeline.EndSec)}.", []));
        }

        return (timeline.Within(start, end), null);
    }

    private static List<Claim> Shorten(List<Claim> claims, AnswerStyle style)
    {
        if (style.Sentences is { } most && claims.Count > most)
        {
            claims = claims[..most];
        }

        if (style.Words is not { } words)
        {
            return claims;
        }

        var kept = new List<Claim>();
        foreach (var claim in claims)
        {
            var length = claim.Text.Split(' ').Length;
            if (length > words && kept.Count == 0)
            {
                return [FirstWords(claim, words)];
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

    private static Claim FirstWords(Claim claim, int words) =>
        claim with
        {
            Text = string.Join(' ', claim.Text.Split(' ').Take(words)).TrimEnd(',', ';', ':'),
        };

    private static string Lay(List<(AskKind Kind, List<Claim> Claims)> parts, List<Claim> claims, AnswerStyle style)
    {
        if (style.List)
        {
            return string.Join('\n', claims.Select((c, i) => style.Numbered ? $"{i + 1}. {c.Text}" : $"- {c.Text}"));
        }

        if (parts is [var only])
        {
            return Lay(only.Kind, only.Claims);
        }
        // Several parts of which each has a name are told apart by it.
        if (parts.TrueForAll(p => HeadingOf(p.Kind) is not null))
        {
            return string.Join('\n', parts.Select(p => $"{HeadingOf(p.Kind)}:{(IsLines(p.Kind) ? '\n' : ' ')}{Lay(p.Kind, p.Claims)}"));
        }

        return string.Join(parts.Exists(p => IsLines(p.Kind)) ? '\n' : ' ', parts.Select(p => Lay(p.Kind, p.Claims)));
    }

    private static string Lay(AskKind kind, List<Claim> claims) =>
        string.Join(
            kind == AskKind.Topics ? ", "
                : IsLines(kind) ? "\n"
                : " ",
            claims.Select(c => c.Text)
        );

    private static bool IsLines(AskKind kind) => kind is AskKind.Chapters or AskKind.Highlights or AskKind.Speech or AskKind.Writing;

    private static string? HeadingOf(AskKind kind) =>
        kind switch
        {
            AskKind.Title => "Title",
            AskKind.Summary => "Summary",
            AskKind.Topics => "Topics",
            AskKind.Hashtags => "Hashtags",
            AskKind.Chapters => "Chapters",
            AskKind.Highlights => "Highlights",
            _ => null,
        };
}
