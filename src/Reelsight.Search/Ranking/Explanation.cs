using Reelsight.Search.Lexicon;
using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;
using Reelsight.Storage;

namespace Reelsight.Search.Ranking;

/// <summary>Writes down why a moment matches.</summary>
internal sealed class Explanation(MomentFinder finder, Evidences evidences, IndexSnapshot snapshot, LineHits lines)
{
    /// <summary>Phrases and lines quoted for one moment at most.</summary>
    private const int MostLines = 5;

    /// <summary>The moment with its reasons, what is said in it, and a picture of it.</summary>
    public Moment Describe(double score, Candidate candidate)
    {
        var video = snapshot.Videos[candidate.Video];
        var reasons = new List<Reason>();
        if (evidences.Visual)
        {
            AddObjects(video.Content, candidate, reasons);
            finder.Pictures?.Explain(candidate, video.Content, reasons);
        }
        AddLines(video.Content, candidate, reasons);
        AddTitle(video, candidate, reasons);
        var said = string.Join(' ', video.Content.Lines
            .Where(line => line.Kind == EvidenceKind.Speech && line.Start < candidate.End && candidate.Start < line.End)
            .Select(line => line.Text));
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

    private void AddObjects(Content content, Candidate moment, List<Reason> reasons)
    {
        var present = content.Tracks
            .Where(track => Array.Exists(track.Seen, seen => seen.Start < moment.End && moment.Start < seen.End)).ToList();
        foreach (var part in finder.Parts)
        {
            foreach (var match in part.Labels)
            {
                var fitting = present.FindAll(track => track.Label == match.Label && ObjectChannel.Of(track, part).Answer > Answer.None);
                if (fitting.Count > 0)
                {
                    var together = Presence.Counts(fitting)
                        .Where(count => count.Start < moment.End && moment.Start < count.End).ToList();
                    var start = Math.Max(together[0].Start, moment.Start);
                    var end = Math.Min(together.Max(count => count.End), moment.End);
                    reasons.Add(new Reason(ReasonKind.Object, part.Text,
                        Found(fitting, match.Label, part, together.Max(count => count.Count)), How(part, match, fitting), start, end));
                }
            }
        }
    }

    private static string Found(List<Track> fitting, int label, QueryPart part, int most)
    {
        var name = LabelCatalog.Default.Entries[label].Label;
        if (most > 1)
        {
            name = $"{most} × {name}";
        }
        if (part.Colour is { } colour)
        {
            name += fitting.Exists(track => track.HasColour(colour)) ? $", {Colours.NameOf(colour)}" : ", of unknown colour";
        }
        if (part.Moving is not null)
        {
            name += fitting.Exists(track => track.Moving) ? ", moving" : ", not moving";
        }
        return name;
    }

    private static string How(QueryPart part, LabelMatch match, List<Track> fitting)
    {
        var how = How(part, match);
        if (!fitting.TrueForAll(track => track.IsAlternative))
        {
            return how;
        }
        var likelier = fitting.Select(track => LabelCatalog.Default.Entries[track.TakenFor].Label).Distinct();
        return FormattableString.Invariant($"{how}; a second guess ({fitting.Max(track => track.Score):0.00}), likelier {string.Join(" or ", likelier)}");
    }

    private static string How(QueryPart part, LabelMatch match)
    {
        var label = LabelCatalog.Default.Entries[match.Label].Label;
        var word = part.Noun;
        return match.Relation switch
        {
            LabelRelation.Same => word == label ? "same word" : $"{word} means {label}",
            LabelRelation.MoreSpecial => $"{word} is a kind of {label}",
            LabelRelation.MoreGeneral => $"{label} is a kind of {word}",
            LabelRelation.Part => $"{word} is a part of {label}",
            LabelRelation.Use => $"{label} goes with {word}",
            _ => $"a {word} may be taken for a {label}",
        };
    }

    private void AddLines(Content content, Candidate moment, List<Reason> reasons)
    {
        var near = lines.Of(content.Hash)
            .Where(hit => content.Lines[hit.Line].Start < moment.End && moment.Start < content.Lines[hit.Line].End)
            .OrderByDescending(hit => hit.PartCount).ThenByDescending(hit => hit.Rank + hit.Cosine).ThenBy(hit => hit.Line)
            .Take(MostLines);
        foreach (var hit in near)
        {
            var line = content.Lines[hit.Line];
            var (start, end) = (Math.Max(line.Start, moment.Start), Math.Min(line.End, moment.End));
            var kind = line.Kind == EvidenceKind.Speech ? ReasonKind.Speech : ReasonKind.OnScreenText;
            var parts = finder.Parts.Where((part, n) => hit.Parts == 0 ? part.Match == WordMatch.AnyForm : (hit.Parts & 1u << n) != 0);
            var how = hit.Parts == 0 ? FormattableString.Invariant($"similar meaning ({hit.Cosine:0.00})") : hit.PartCount > 1 ? "same words" : "same word";
            reasons.Add(new Reason(kind, string.Join(", ", parts.Select(part => part.Text)), line.Text, how, start, end));
        }
    }

    private void AddTitle(VideoEntry video, Candidate moment, List<Reason> reasons)
    {
        var title = finder.TitleOf(moment.Video);
        if (title != 0)
        {
            var parts = finder.Parts.Where((_, n) => (title & 1u << n) != 0);
            reasons.Add(new Reason(ReasonKind.Title, string.Join(", ", parts.Select(part => part.Text)), video.Name, "word of the title", moment.Start, moment.End));
        }
    }

    private static string? ThumbnailOf(Clip[] clips, Candidate moment)
    {
        var middle = (moment.Start + moment.End) / 2;
        return clips.FirstOrDefault(clip => clip.StartSec <= middle && middle < clip.EndSec && clip.Thumbnail is not null)?.Thumbnail
            ?? clips.FirstOrDefault(clip => clip.StartSec < moment.End && moment.Start < clip.EndSec && clip.Thumbnail is not null)?.Thumbnail;
    }
}
