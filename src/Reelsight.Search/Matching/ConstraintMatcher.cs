using Reelsight.Core;
using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>Where the restrictions of a clause hold. Safe for several threads.</summary>
internal sealed class ConstraintMatcher
{
    private readonly IReadOnlyList<QueryConstraint> _all;
    private readonly ObjectChannel?[] _excludedObjects;

    /// <param name="all">What must hold.</param>
    /// <param name="passages">Lines with words that must not be there; bit n of a hit belongs to restriction n.</param>
    public ConstraintMatcher(IReadOnlyList<QueryConstraint> all, PassageHits passages)
    {
        (_all, ExcludedPassages) = (all, passages);
        _excludedObjects = [.. all.Select(one => one.Excluded is { Labels.Count: > 0 } term ? new ObjectChannel([term]) : null)];
        MaxConfidence = all.Count == 0 ? Confidence.High : all.Min(one => one.MaxConfidence);
    }

    /// <summary>Whether there are any.</summary>
    public bool HasAny => _all.Count > 0;

    /// <summary>All of them.</summary>
    public IReadOnlyList<QueryConstraint> All => _all;

    /// <summary>The confidence that a moment may have at most.</summary>
    public Confidence MaxConfidence { get; }

    private PassageHits ExcludedPassages { get; }

    /// <summary>The stretches of a video in which all of them hold, in order.</summary>
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
            // What only may be the thing, or is another colour for all one knows, does not take a moment away; a part of it does.
            var byPart = _all[n].Excluded!.Labels.All(match => match.Relation == Lexicon.LabelRelation.Part);
            broken.AddRange(hits.Where(hit => hit.Level == MatchLevel.Full || byPart).Select(hit => new TimeInterval(hit.Start, hit.End)));
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
