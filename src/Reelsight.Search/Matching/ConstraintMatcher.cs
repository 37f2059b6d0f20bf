using Reelsight.Core;
using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>Finds where all constraints of a clause hold. Thread-safe.</summary>
internal sealed class ConstraintMatcher
{
    private readonly IReadOnlyList<QueryConstraint> _all;
    private readonly ObjectChannel?[] _excludedObjects;

    /// <param name="all">The constraints.</param>
    /// <param name="passages">Passages with excluded words; bit n of a hit belongs to constraint n.</param>
    public ConstraintMatcher(IReadOnlyList<QueryConstraint> all, PassageHits passages)
    {
        (_all, ExcludedPassages) = (all, passages);
        _excludedObjects = [.. all.Select(one => one.Excluded is { Labels.Count: > 0 } term ? new ObjectChannel([term]) : null)];
        MaxConfidence = all.Count == 0 ? Confidence.High : all.Min(one => one.MaxConfidence);
    }

    /// <summary>Whether there are constraints.</summary>
    public bool HasAny => _all.Count > 0;

    /// <summary>The constraints.</summary>
    public IReadOnlyList<QueryConstraint> All => _all;

    /// <summary>The maximum confidence of a moment.</summary>
    public Confidence MaxConfidence { get; }

    private PassageHits ExcludedPassages { get; }

    /// <summary>The intervals of a video in which all constraints hold, ascending.</summary>
    public List<TimeInterval> FindIntervals(IndexedContent content, double durationSec)
    {
        var hold = IntervalAlgebra.Complement([], durationSec);
        for (var n = 0; n < _all.Count && hold.Count > 0; n++)
        {
            hold = IntervalAlgebra.Intersect(hold, FindIntervals(n, content, durationSec));
        }
        return hold;
    }

    private List<TimeInterval> FindIntervals(int n, IndexedContent content, double durationSec)
    {
        if (_all[n].Condition is { } condition)
        {
            return ConditionMatcher.FindIntervals(condition, content, durationSec);
        }
        var broken = new List<TimeInterval>();
        if (_excludedObjects[n] is { } objects)
        {
            var hits = new List<EvidenceHit>();
            objects.CollectHits(content, hits);
            // Only full matches violate an exclusion, not possible ones by an alternative label or an unknown colour; for a body part the
            // whole does, and for a narrower kind the wider one, since only without it the narrower is surely absent.
            var byPart = _all[n].Excluded!.Labels.All(match => match.Relation == Lexicon.LabelRelation.Part);
            broken.AddRange(
                hits.Where(hit => hit.Level == MatchLevel.Full || hit.IsOfWiderKind || byPart)
                    .Select(hit => new TimeInterval(hit.Start, hit.End))
            );
        }
        broken.AddRange(
            ExcludedPassages
                .GetHits(content.Hash)
                .Where(hit => (hit.Terms & 1u << n) != 0)
                .Select(hit => new TimeInterval(content.Passages[hit.Passage].Start, content.Passages[hit.Passage].End))
        );
        return IntervalAlgebra.Complement(ObjectPresence.MergeIntervals(broken, ObjectPresence.MaxGapSec), durationSec);
    }
}
