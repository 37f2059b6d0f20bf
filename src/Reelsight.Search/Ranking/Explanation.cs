using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;
using Reelsight.Storage;

namespace Reelsight.Search.Ranking;

/// <summary>Writes down why a moment matches.</summary>
internal sealed class Explanation(
    IReadOnlyList<ClauseFinder> clauses,
    IReadOnlyList<TimeLink> links,
    Evidences evidences,
    IndexSnapshot snapshot,
    IReadOnlyDictionary<(string ContentHash, int Clip), FrameSet> frames
)
{
    /// <summary>Phrases and lines quoted for one moment at most.</summary>
    private const int MostLines = 5;

    /// <summary>The moment with its reasons, what is said in it, and a picture of it.</summary>
    public Moment Describe(double score, Candidate candidate)
    {
        var video = snapshot.Videos[candidate.Video];
        var reasons = new List<Reason>();
        for (var n = 0; n < clauses.Count; n++)
        {
            var own = candidate.Steps is { } steps ? candidate with { Start = steps[n].Start, End = steps[n].End } : candidate;
            if (n > 0)
            {
                AddOrder(n, candidate, reasons);
            }
            Add(clauses[n], video, own, reasons);
        }
        var said = string.Join(
            ' ',
            video
                .Content.Lines.Where(line => line.Kind == EvidenceKind.Speech && line.Start < candidate.End && candidate.Start < line.End)
                .Select(line => line.Text)
        );
        return new Moment
        {
            VideoId = video.Id,
            ContentHash = video.Content.Hash,
            StartSec = candidate.Start,
            EndSec = candidate.End,
            Score = score,
            Confidence = candidate.Confidence,
            Reasons = reasons,
            Transcription = said.Length == 0 ? null : said,
            Thumbnail = ThumbnailOf(video.Content.Clips, candidate),
        };
    }

    private void Add(ClauseFinder clause, VideoEntry video, Candidate moment, List<Reason> reasons)
    {
        if (evidences.Visual)
        {
            ObjectReasons.Add(clause, video.Content, moment, reasons);
            clause.Pictures?.Explain(moment, video.Content, reasons);
            clause.Joint?.Explain(moment, video.Content, frames, reasons);
        }
        AddLines(clause, video.Content, moment, reasons);
        AddTitle(clause, video, moment, reasons);
        foreach (var restriction in clause.Restrictions.All)
        {
            reasons.Add(Of(restriction, video.Content, moment));
        }
    }

    private static Reason Of(Restriction restriction, Content content, Candidate moment)
    {
        if (restriction.Is is not { } condition)
        {
            var byWords = restriction.Without!.Labels.Count == 0;
            return new Reason(
                ReasonKind.Absence,
                restriction.Text,
                $"no {restriction.Without.Text}",
                byWords ? "neither said nor written" : "not seen in this stretch",
                moment.Start,
                moment.End
            );
        }
        var (kind, found) = condition switch
        {
            Condition.Dark => (ReasonKind.Brightness, "dark picture"),
            Condition.Bright => (ReasonKind.Brightness, "bright picture"),
            Condition.NoSpeech => (ReasonKind.Sound, "no speech"),
            _ => (ReasonKind.Sound, condition.ToString().ToLowerInvariant()),
        };
        return new Reason(
            kind,
            restriction.Text,
            found,
            Conditions.Measured(condition, content, new Stretch(moment.Start, moment.End)),
            moment.Start,
            moment.End
        );
    }

    private void AddOrder(int n, Candidate moment, List<Reason> reasons)
    {
        var (before, after) = (moment.Steps![n - 1], moment.Steps[n]);
        var link = links[n - 1];
        var (earlier, later) = (ReadingReport.Name(clauses[n - 1].Parts), ReadingReport.Name(clauses[n].Parts));
        var gap = after.Start - before.End;
        reasons.Add(
            link.IsSameTime
                ? new Reason(
                    ReasonKind.Order,
                    $"{earlier}, {later}",
                    $"{later} while {earlier}",
                    "at the same time",
                    after.Start,
                    after.End
                )
                : new Reason(
                    ReasonKind.Order,
                    $"{earlier}, then {later}",
                    $"{later} after {earlier}",
                    gap > 0
                        ? FormattableString.Invariant($"{gap:0.0} s later, within {link.WithinSec:0} s")
                        : "begins later, while the first goes on",
                    Math.Min(before.End, after.Start),
                    Math.Max(before.End, after.Start + Math.Min(1, after.End - after.Start))
                )
        );
    }

    private static void AddLines(ClauseFinder clause, Content content, Candidate moment, List<Reason> reasons)
    {
        var near = clause
            .Lines.Of(content.Hash)
            .Where(hit => content.Lines[hit.Line].Start < moment.End && moment.Start < content.Lines[hit.Line].End)
            .OrderByDescending(hit => hit.PartCount)
            .ThenByDescending(hit => hit.Rank + hit.Cosine)
            .ThenBy(hit => hit.Line)
            .Take(MostLines);
        foreach (var hit in near)
        {
            var line = content.Lines[hit.Line];
            var (start, end) = (Math.Max(line.Start, moment.Start), Math.Min(line.End, moment.End));
            var kind = line.Kind == EvidenceKind.Speech ? ReasonKind.Speech : ReasonKind.OnScreenText;
            var parts = clause
                .Parts.Where((part, n) => hit.Parts == 0 ? part.Match == WordMatch.AnyForm : (hit.Parts & 1u << n) != 0)
                .ToList();
            var how =
                parts.Exists(part => part.Correction is not null) && hit.Parts != 0
                    ? $"read as {string.Join(", ", parts.Select(part => part.Correction).OfType<string>())}"
                : hit.Parts == 0 ? FormattableString.Invariant($"similar meaning ({hit.Cosine:0.00})")
                : hit.PartCount > 1 ? "same words"
                : "same word";
            reasons.Add(new Reason(kind, string.Join(", ", parts.Select(part => part.Text)), line.Text, how, start, end));
        }
    }

    private static void AddTitle(ClauseFinder clause, VideoEntry video, Candidate moment, List<Reason> reasons)
    {
        var title = clause.TitleOf(moment.Video);
        if (title != 0)
        {
            var parts = clause.Parts.Where((_, n) => (title & 1u << n) != 0);
            reasons.Add(
                new Reason(
                    ReasonKind.Title,
                    string.Join(", ", parts.Select(part => part.Text)),
                    video.Name,
                    "word of the title",
                    moment.Start,
                    moment.End
                )
            );
        }
    }

    private static string? ThumbnailOf(Clip[] clips, Candidate moment)
    {
        var middle = (moment.Start + moment.End) / 2;
        return clips.FirstOrDefault(clip => clip.StartSec <= middle && middle < clip.EndSec && clip.Thumbnail is not null)?.Thumbnail
            ?? clips
                .FirstOrDefault(clip => clip.StartSec < moment.End && moment.Start < clip.EndSec && clip.Thumbnail is not null)
                ?.Thumbnail;
    }
}
