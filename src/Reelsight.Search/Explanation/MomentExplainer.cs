using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Search.Matching;
using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Explanation;

/// <summary>Explains why a moment matches: the reasons for each term, from the evidence of all channels.</summary>
internal sealed class MomentExplainer(
    IReadOnlyList<ClauseMatcher> clauses,
    IReadOnlyList<TemporalLink> links,
    EvidenceFilter evidenceFilter,
    IndexSnapshot snapshot,
    IReadOnlyDictionary<(string ContentHash, int Clip), FrameVectorSet> frames
)
{
    /// <summary>Maximum number of passages quoted for one moment.</summary>
    private const int MaxPassages = 5;

    /// <summary>The moment with its reasons, transcription and thumbnail.</summary>
    public Moment Explain(double score, MomentCandidate candidate)
    {
        var video = snapshot.Videos[candidate.Video];
        var reasons = new List<Reason>();
        for (var n = 0; n < clauses.Count; n++)
        {
            var own = candidate.StepIntervals is { } steps ? candidate with { Start = steps[n].Start, End = steps[n].End } : candidate;
            if (n > 0)
            {
                AddSequence(n, candidate, reasons);
            }
            AddReasons(clauses[n], video, own, reasons);
        }
        var said = string.Join(
            ' ',
            video
                .Content.Passages.Where(passage =>
                    passage.Kind == EvidenceKind.Speech && passage.Start < candidate.End && candidate.Start < passage.End
                )
                .Select(passage => passage.Text)
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
            Thumbnail = SelectThumbnail(video.Content.Clips, candidate),
        };
    }

    private void AddReasons(ClauseMatcher clause, VideoEntry video, MomentCandidate moment, List<Reason> reasons)
    {
        if (evidenceFilter.AllowsVisual)
        {
            ObjectExplainer.AddReasons(clause, video.Content, moment, reasons);
            if (clause.VisualSimilarity is { } similarity)
            {
                VisualSimilarityExplainer.AddReasons(similarity, moment, video.Content, reasons);
            }

            if (clause.Joint is { } joint)
            {
                JointExplainer.AddReasons(joint, moment, video.Content, frames, reasons);
            }
        }
        AddPassages(clause, video.Content, moment, reasons);
        AddTitle(clause, video, moment, reasons);
        foreach (var constraint in clause.Constraints.All)
        {
            reasons.Add(ExplainConstraint(constraint, video.Content, moment));
        }
    }

    private static Reason ExplainConstraint(QueryConstraint constraint, IndexedContent content, MomentCandidate moment)
    {
        if (constraint.Condition is not { } condition)
        {
            var byWords = constraint.Excluded!.Labels.Count == 0;
            return new Reason(
                ReasonKind.Absence,
                constraint.Text,
                $"no {constraint.Excluded.Text}",
                byWords ? "neither said nor written" : "not seen in this stretch",
                moment.Start,
                moment.End
            );
        }
        var (kind, found) = condition switch
        {
            MeasuredCondition.Dark => (ReasonKind.Brightness, "dark picture"),
            MeasuredCondition.Bright => (ReasonKind.Brightness, "bright picture"),
            MeasuredCondition.NoSpeech => (ReasonKind.Sound, "no speech"),
            _ => (ReasonKind.Sound, condition.ToString().ToLowerInvariant()),
        };
        return new Reason(
            kind,
            constraint.Text,
            found,
            ConditionMatcher.FormatMeasurement(condition, content, new TimeInterval(moment.Start, moment.End)),
            moment.Start,
            moment.End
        );
    }

    private void AddSequence(int n, MomentCandidate moment, List<Reason> reasons)
    {
        var (before, after) = (moment.StepIntervals![n - 1], moment.StepIntervals[n]);
        var link = links[n - 1];
        var (earlier, later) = (QueryExplainer.FormatTerms(clauses[n - 1].Terms), QueryExplainer.FormatTerms(clauses[n].Terms));
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

    private static void AddPassages(ClauseMatcher clause, IndexedContent content, MomentCandidate moment, List<Reason> reasons)
    {
        var near = clause
            .Passages.GetHits(content.Hash)
            .Where(hit => content.Passages[hit.Passage].Start < moment.End && moment.Start < content.Passages[hit.Passage].End)
            .OrderByDescending(hit => hit.TermCount)
            .ThenByDescending(hit => hit.Rank + hit.Cosine)
            .ThenBy(hit => hit.Passage)
            .Take(MaxPassages);
        foreach (var hit in near)
        {
            var passage = content.Passages[hit.Passage];
            var (start, end) = (Math.Max(passage.Start, moment.Start), Math.Min(passage.End, moment.End));
            var kind = passage.Kind == EvidenceKind.Speech ? ReasonKind.Speech : ReasonKind.OnScreenText;
            var terms = clause
                .Terms.Where((term, n) => hit.Terms == 0 ? term.MatchMode == WordMatchMode.AnyForm : (hit.Terms & 1u << n) != 0)
                .ToList();
            var how =
                terms.Exists(term => term.Correction is not null) && hit.Terms != 0
                    ? $"read as {string.Join(", ", terms.Select(term => term.Correction).OfType<string>())}"
                : hit.Terms == 0 ? FormattableString.Invariant($"similar meaning ({hit.Cosine:0.00})")
                : hit.TermCount > 1 ? "same words"
                : "same word";
            reasons.Add(new Reason(kind, string.Join(", ", terms.Select(term => term.Text)), passage.Text, how, start, end));
        }
    }

    private static void AddTitle(ClauseMatcher clause, VideoEntry video, MomentCandidate moment, List<Reason> reasons)
    {
        var title = clause.TitleTermsOf(moment.Video);
        if (title != 0)
        {
            var terms = clause.Terms.Where((_, n) => (title & 1u << n) != 0);
            reasons.Add(
                new Reason(
                    ReasonKind.Title,
                    string.Join(", ", terms.Select(term => term.Text)),
                    video.Name,
                    "word of the title",
                    moment.Start,
                    moment.End
                )
            );
        }
    }

    private static string? SelectThumbnail(Clip[] clips, MomentCandidate moment)
    {
        var middle = (moment.Start + moment.End) / 2;
        return clips.FirstOrDefault(clip => clip.StartSec <= middle && middle < clip.EndSec && clip.Thumbnail is not null)?.Thumbnail
            ?? clips
                .FirstOrDefault(clip => clip.StartSec < moment.End && moment.Start < clip.EndSec && clip.Thumbnail is not null)
                ?.Thumbnail;
    }
}
