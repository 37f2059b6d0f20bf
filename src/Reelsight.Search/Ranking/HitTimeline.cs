using Reelsight.Core.Descriptions;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>Splits a video at the edges of its hits into intervals throughout which the same terms match at the same level.</summary>
/// <remarks>Reused from video to video by one thread; the lists it returns are valid until the next call.</remarks>
internal sealed class HitTimeline
{
    /// <summary>Maximum length of a moment; longer evidence is cut at clip boundaries.</summary>
    public const double MaxMomentSec = 20;

    /// <summary>A shorter interval is absorbed by the better one beside it.</summary>
    private const double MinIntervalSec = 1;

    /// <summary>Maximum number of terms in an interval's key.</summary>
    private const int MaxTerms = 32;

    /// <summary>Bits per term in an interval's key.</summary>
    private const int LevelBits = 2;

    private readonly List<EvidenceHit> _mergedHits = [];
    private readonly List<(double Time, int Place, int Change)> _edges = [];
    private readonly int[] _activeCounts = new int[MaxTerms << LevelBits];
    private readonly List<MatchInterval> _intervals = [];
    private readonly List<MatchInterval> _splitIntervals = [];

    /// <summary>An interval and the level at which each term matches in it, packed into a key.</summary>
    public readonly record struct MatchInterval(double Start, double End, ulong Key)
    {
        /// <summary>The level at which a term matches.</summary>
        public MatchLevel GetLevel(int term) => (MatchLevel)(Key >> term * LevelBits & (1 << LevelBits) - 1);
    }

    /// <summary>The intervals of a video, ascending, at most <see cref="MaxMomentSec"/> long.</summary>
    /// <param name="hits">Hits in any order; they are sorted in place.</param>
    /// <param name="clips">The video's clips.</param>
    /// <param name="durationSec">Length of the video; intervals end there at the latest.</param>
    /// <param name="coverage">The value of an interval; one of value 0 is no moment.</param>
    public List<MatchInterval> Split(List<EvidenceHit> hits, Clip[] clips, double durationSec, Func<MatchInterval, double> coverage)
    {
        MergeAcrossGaps(hits, durationSec);
        BuildIntervals(coverage);
        _splitIntervals.Clear();
        foreach (var interval in _intervals)
        {
            SplitAtClips(interval, clips);
        }
        return _splitIntervals;
    }

    /// <summary>Joins hits of the same term and level over short gaps.</summary>
    private void MergeAcrossGaps(List<EvidenceHit> hits, double durationSec)
    {
        if (hits.Count > 1)
        {
            hits.Sort(
                static (a, b) =>
                    a.Term != b.Term ? a.Term - b.Term
                    : a.Level != b.Level ? a.Level - b.Level
                    : a.Start.CompareTo(b.Start)
            );
        }
        _mergedHits.Clear();
        foreach (var hit in hits)
        {
            var (start, end) = (Math.Max(hit.Start, 0), Math.Min(hit.End, durationSec));
            if (!(end > start))
            {
                continue;
            }
            if (
                _mergedHits.Count > 0
                && _mergedHits[^1] is var last
                && last.Term == hit.Term
                && last.Level == hit.Level
                && start <= last.End + ObjectPresence.MaxGapSec
            )
            {
                _mergedHits[^1] = last with { End = Math.Max(last.End, end) };
            }
            else
            {
                _mergedHits.Add(hit with { Start = start, End = end });
            }
        }
    }

    /// <summary>Sweeps over the edges of the hits and counts the open ones: one step per edge, however long the video.</summary>
    private void BuildIntervals(Func<MatchInterval, double> coverage)
    {
        _intervals.Clear();
        _edges.Clear();
        foreach (var mergedHit in _mergedHits)
        {
            var place = mergedHit.Term << LevelBits | (int)mergedHit.Level;
            _edges.Add((mergedHit.Start, place, 1));
            _edges.Add((mergedHit.End, place, -1));
        }
        _edges.Sort();
        Array.Clear(_activeCounts);
        var places = _mergedHits.Count == 0 ? 0 : _mergedHits.Max(mergedHit => mergedHit.Term) + 1 << LevelBits;
        for (var i = 0; i + 1 < _edges.Count; i++)
        {
            var (start, place, change) = _edges[i];
            _activeCounts[place] += change;
            var end = _edges[i + 1].Time;
            if (end <= start)
            {
                continue;
            }
            var key = ComputeKey(places);
            if (key == 0)
            {
                continue;
            }
            if (_intervals.Count > 0 && _intervals[^1] is var last && last.End == start && last.Key == key)
            {
                _intervals[^1] = last with { End = end };
            }
            else
            {
                _intervals.Add(new MatchInterval(start, end, key));
            }
        }
        AbsorbShortIntervals(coverage);
        _intervals.RemoveAll(interval => coverage(interval) <= 0);
    }

    private ulong ComputeKey(int places)
    {
        var key = 0ul;
        for (var place = 0; place < places; place++)
        {
            if (_activeCounts[place] > 0)
            {
                var (term, level) = (place >> LevelBits, (ulong)(place & (1 << LevelBits) - 1));
                // The highest level of a term comes last.
                key = key & ~((1ul << LevelBits) - 1 << term * LevelBits) | level << term * LevelBits;
            }
        }
        return key;
    }

    /// <summary>Merges each short interval into its better neighbour.</summary>
    private void AbsorbShortIntervals(Func<MatchInterval, double> coverage)
    {
        var kept = 0;
        for (var at = 0; at < _intervals.Count; at++)
        {
            var interval = _intervals[at];
            var own = coverage(interval);
            var before = kept > 0 && _intervals[kept - 1].End == interval.Start ? coverage(_intervals[kept - 1]) : 0;
            var after = at + 1 < _intervals.Count && _intervals[at + 1].Start == interval.End ? coverage(_intervals[at + 1]) : 0;
            if (interval.End - interval.Start >= MinIntervalSec || Math.Max(before, after) < own || Math.Max(before, after) <= 0)
            {
                _intervals[kept++] = interval;
            }
            else if (before >= after)
            {
                _intervals[kept - 1] = _intervals[kept - 1] with { End = interval.End };
            }
            else
            {
                _intervals[at + 1] = _intervals[at + 1] with { Start = interval.Start };
            }
        }
        _intervals.RemoveRange(kept, _intervals.Count - kept);
    }

    private void SplitAtClips(MatchInterval interval, Clip[] clips)
    {
        while (interval.End - interval.Start > MaxMomentSec)
        {
            var cut = FindLastClipEnd(clips, interval.Start + MaxMomentSec);
            cut = cut > interval.Start ? cut : interval.Start + MaxMomentSec;
            _splitIntervals.Add(interval with { End = cut });
            interval = interval with { Start = cut };
        }
        _splitIntervals.Add(interval);
    }

    /// <summary>The last end of a clip at or before a time; 0 when there is none.</summary>
    private static double FindLastClipEnd(Clip[] clips, double time)
    {
        var (low, high) = (0, clips.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = clips[middle].EndSec <= time ? (middle + 1, high) : (low, middle);
        }
        return low == 0 ? 0 : clips[low - 1].EndSec;
    }
}
