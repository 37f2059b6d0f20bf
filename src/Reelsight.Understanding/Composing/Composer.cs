using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Reading;

namespace Reelsight.Understanding.Composing;

/// <summary>Writes the answer to a prompt: what is asked, in the form and length asked for, about the stretch asked for.</summary>
internal sealed class Composer(PromptReader prompts, Responder responder)
{
    /// <summary>Answers any prompt. The same timeline and prompt give the same answer.</summary>
    public Answer Compose(VideoTimeline timeline, string prompt)
    {
        var read = prompts.Read(prompt);
        var (window, outside) = Window(timeline, read);
        var claims = new List<Claim>();
        if (outside is not null) claims.Add(outside);
        else foreach (var ask in read.Asks) claims.AddRange(responder.Answer(window, ask, read.Style.Sentences));
        claims = Shorten([.. claims.DistinctBy(c => c.Text)], read.Style);
        if (read.Language is { } language) claims.Add(new Claim($"Answers are written in English only, not in {language}.", []));
        return new Answer(Lay(claims, read), claims);
    }

    /// <summary>The stretch that a prompt asks about.</summary>
    public VideoTimeline WindowOf(VideoTimeline timeline, string prompt) => Window(timeline, prompts.Read(prompt)).Window;

    private static (VideoTimeline Window, Claim? Outside) Window(VideoTimeline timeline, PromptReading read)
    {
        var (start, end) = read.LastSec is { } last ? (timeline.EndSec - last, timeline.EndSec) : (read.Window?.StartSec ?? timeline.StartSec, read.Window?.EndSec ?? timeline.EndSec);
        if (start >= timeline.EndSec || end <= timeline.StartSec)
            return (timeline, new Claim($"The video has no such stretch: it ends at {TimeText.At(timeline.EndSec)}.", []));
        return (timeline.Within(start, end), null);
    }

    private static List<Claim> Shorten(List<Claim> claims, AnswerStyle style)
    {
        if (style.Sentences is { } most && claims.Count > most) claims = claims[..most];
        if (style.Words is not { } words) return claims;
        var kept = new List<Claim>();
        foreach (var claim in claims)
        {
            var length = claim.Text.Split(' ').Length;
            if (length > words && kept.Count == 0) return [FirstWords(claim, words)];
            if (length > words) break;
            words -= length;
            kept.Add(claim);
        }
        return kept;
    }

    private static Claim FirstWords(Claim claim, int words) => claim with { Text = string.Join(' ', claim.Text.Split(' ').Take(words)).TrimEnd(',', ';', ':') };

    private static string Lay(List<Claim> claims, PromptReading read)
    {
        var oneALine = read.Style.List || read.Asks.Any(a => a.Kind is AskKind.Chapters or AskKind.Highlights or AskKind.Speech or AskKind.Writing);
        if (read.Style.List) return string.Join('\n', claims.Select((c, i) => read.Style.Numbered ? $"{i + 1}. {c.Text}" : $"- {c.Text}"));
        if (oneALine) return string.Join('\n', claims.Select(c => c.Text));
        if (read.Asks is [{ Kind: AskKind.Topics }]) return string.Join(", ", claims.Select(c => c.Text));
        return string.Join(' ', claims.Select(c => c.Text));
    }
}
