using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>Scans videos for one clause. Not thread-safe: each thread has its own, with its buffers.</summary>
internal sealed class ClauseScanner
{
    /// <summary>Minimum length of what the constraints leave of an interval.</summary>
    private const double MinSec = 1;

    private readonly ClauseMatcher _clause;
    private readonly IndexSnapshot _snapshot;
    private readonly HitTimeline _timeline = new();
    private readonly List<EvidenceHit> _hits = [];
    private readonly List<EvidenceHit> _activeHits = [];
    private readonly List<ScoredInterval> _scored = [];
    private readonly Func<HitTimeline.MatchInterval, double> _coverageScore;
    private uint _titleTerms;

    public ClauseScanner(ClauseMatcher clause, IndexSnapshot snapshot)
    {
        (_clause, _snapshot) = (clause, snapshot);
        _coverageScore = interval => _clause.Scorer.ScoreCoverage(interval, _titleTerms);
    }

    /// <summary>
    /// The matching intervals of a video, ascending; none when none can reach the minimum score. Valid until the next call.
    /// </summary>
    public List<ScoredInterval> Scan(int place, double bar)
    {
        var video = _snapshot.Videos[place];
        _hits.Clear();
        _scored.Clear();
        _clause.CollectHits(place, _hits);
        _titleTerms = _clause.TitleTermsOf(place);
        List<TimeInterval>? satisfied = null;
        if (_clause.Constraints.HasAny && (_hits.Count > 0 || _titleTerms != 0 || _clause.Terms[0].Constraints.Count > 0))
        {
            satisfied = _clause.Constraints.FindIntervals(video.Content, video.DurationSec);
            _clause.AddConstraintHits(satisfied, _hits);
        }
        if (_hits.Count == 0)
        {
            // A title applies to the whole video, and counts only where there is no other evidence.
            var whole = new HitTimeline.MatchInterval(0, video.DurationSec, 0);
            if (video.DurationSec > 0 && _coverageScore(whole) > 0)
            {
                ScoreIntervals([whole], satisfied);
            }
        }
        else if (_clause.Scorer.GetUpperBound(_hits, _titleTerms) >= bar)
        {
            ScoreIntervals(_timeline.Split(_hits, video.Content.Clips, video.DurationSec, _coverageScore), satisfied);
        }
        return _scored;
    }

    /// <summary>Scores what the constraints leave of the intervals, in one pass over intervals, constraints and hits.</summary>
    private void ScoreIntervals(List<HitTimeline.MatchInterval> intervals, List<TimeInterval>? satisfied)
    {
        _hits.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        _activeHits.Clear();
        var (next, firstSatisfied) = (0, 0);
        foreach (var interval in intervals)
        {
            if (satisfied is null)
            {
                AddScored(interval, ref next);
                continue;
            }
            while (firstSatisfied < satisfied.Count && satisfied[firstSatisfied].End <= interval.Start)
            {
                firstSatisfied++;
            }
            for (var at = firstSatisfied; at < satisfied.Count && satisfied[at].Start < interval.End; at++)
            {
                var (start, end) = (Math.Max(interval.Start, satisfied[at].Start), Math.Min(interval.End, satisfied[at].End));
                if (end - start >= Math.Min(MinSec, interval.End - interval.Start))
                {
                    AddScored(interval with { Start = start, End = end }, ref next);
                }
            }
        }
    }

    private void AddScored(HitTimeline.MatchInterval interval, ref int next)
    {
        _activeHits.RemoveAll(hit => hit.End <= interval.Start);
        for (; next < _hits.Count && _hits[next].Start < interval.End; next++)
        {
            if (_hits[next].End > interval.Start)
            {
                _activeHits.Add(_hits[next]);
            }
        }
        var (score, confidence, modalities, images) = _clause.Scorer.Score(interval, _activeHits, _titleTerms);
        if (score > 0)
        {
            var surest = _clause.Constraints.MaxConfidence;
            _scored.Add(
                new ScoredInterval(
                    interval.Start,
                    interval.End,
                    score,
                    confidence < surest ? confidence : surest,
                    modalities,
                    _clause.Scorer.SatisfiesAll(interval, _titleTerms, images)
                )
            );
        }
    }
}
