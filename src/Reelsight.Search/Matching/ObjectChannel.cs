using Reelsight.Search.Lexicon;
using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>Finds the terms of a query among the detected objects: labels with their colours, movement and number at a time.</summary>
internal sealed class ObjectChannel
{
    private readonly IReadOnlyList<QueryTerm> _terms;
    private readonly List<(int Part, LabelRelation Relation)>?[] _termsByLabel = new List<(int, LabelRelation)>?[
        LabelCatalog.Default.Count
    ];
    private readonly List<int> _attributeTerms = [];

    public ObjectChannel(IReadOnlyList<QueryTerm> terms)
    {
        _terms = terms;
        for (var term = 0; term < terms.Count; term++)
        {
            if (!terms[term].IsPlain)
            {
                _attributeTerms.Add(term);
                continue;
            }
            foreach (var match in terms[term].Labels)
            {
                (_termsByLabel[match.Label] ??= []).Add((term, match.Relation));
            }
        }
    }

    /// <summary>Adds the intervals in which objects match terms.</summary>
    public void CollectHits(IndexedContent content, List<EvidenceHit> hits)
    {
        foreach (ref readonly var interval in content.LabelIntervals.AsSpan())
        {
            if (_termsByLabel[interval.Label] is not { } wanted)
            {
                continue;
            }
            foreach (var (term, relation) in wanted)
            {
                var weight = EvidenceWeights.ForDetectorScore(interval.Score) * EvidenceWeights.ForLabelRelation(relation);
                if (_terms[term].IsPlural && interval.MaxAtOnce < 2)
                {
                    weight *= EvidenceWeights.SingleForPlural;
                }
                hits.Add(
                    new EvidenceHit(
                        term,
                        interval.Start,
                        interval.End,
                        GetLevel(relation),
                        weight,
                        Modalities.Visual,
                        IsOfWiderKind: relation == LabelRelation.MoreSpecific
                    )
                );
            }
        }
        foreach (var term in _attributeTerms)
        {
            CollectAttributeHits(content, term, hits);
        }
        if (!content.HasAlternatives)
        {
            return;
        }
        foreach (var track in content.Tracks)
        {
            if (track.IsAlternative && _termsByLabel[track.Label] is { } wanted)
            {
                AddAlternative(track, wanted, hits);
            }
        }
    }

    private void AddAlternative(Track track, List<(int Part, LabelRelation Relation)> wanted, List<EvidenceHit> hits)
    {
        foreach (var (term, _) in wanted)
        {
            // When the likelier label of an object matches the term as well, that match counts.
            if (_termsByLabel[track.LikelierLabel]?.Exists(other => other.Part == term) == true)
            {
                continue;
            }
            if (MatchTrack(track, _terms[term]) is { } fit)
            {
                AddHits(term, fit, hits);
            }
        }
    }

    /// <summary>How a track matches a term; null when its label, colour, posture, clothes or position do not.</summary>
    public static TrackMatch? MatchTrack(Track track, QueryTerm term)
    {
        if (term.MatchLabel(track.Label) is not { } match || term.ExcludedColour is { } not && track.PrimaryColour == not)
        {
            return null;
        }
        var level = GetLevel(match.Relation);
        var weight = EvidenceWeights.ForDetectorScore(track.Score) * EvidenceWeights.ForLabelRelation(match.Relation);
        var isOpen = false;
        if (track.IsAlternative)
        {
            Lower(EvidenceWeights.AlternativeLabel);
        }
        if (term.Colour is { } colour)
        {
            if (track.ColourMask == 0)
            {
                Lower(EvidenceWeights.UnknownColour);
            }
            else if (!track.HasColour(colour))
            {
                return null;
            }
            else if (track.PrimaryColour != colour)
            {
                weight *= EvidenceWeights.SecondaryColour;
            }
        }
        if (term.MustMove is { } moving && moving != track.IsMoving)
        {
            Lower(EvidenceWeights.MovementMismatch);
        }
        if (term.Posture is { } posture)
        {
            var held = BodyMatcher.FindPosture(track, posture);
            if (held is { Length: 0 })
            {
                return null;
            }
            if (held is null)
            {
                LeaveOpen();
            }
            else
            {
                weight *= EvidenceWeights.ForPosture(posture);
            }
            track = track with { VisibleIntervals = held ?? track.VisibleIntervals };
        }
        foreach (var clothes in term.Clothes)
        {
            var worn = BodyMatcher.Wears(track, clothes);
            // Where the part is not known, the colours of the whole person say something.
            if (worn == false || (worn is null && track.ColourMask != 0 && !track.HasColour(clothes.Colour)))
            {
                return null;
            }
            if (worn is null)
            {
                LeaveOpen();
            }
        }
        if (term.ExcludedColour is not null && track.ColourMask == 0)
        {
            Lower(EvidenceWeights.UnknownColour);
        }
        if (term.HasPlacement)
        {
            var (seen, placed) = ObjectPlacement.FilterTrack(track, term);
            if (seen.Length == 0)
            {
                return null;
            }
            track = track with { VisibleIntervals = seen };
            if (placed == MatchLevel.Partial)
            {
                Lower(EvidenceWeights.PartialPlacement);
            }
        }
        return new TrackMatch(track, level, weight, match.IsNarrower || isOpen);

        // A person is seen, and whether the rest is true cannot be told, as with a narrower word.
        void LeaveOpen()
        {
            isOpen = true;
            Lower(EvidenceWeights.UnknownBody);
        }

        void Lower(float factor)
        {
            level = level < MatchLevel.Partial ? level : MatchLevel.Partial;
            weight *= factor;
        }
    }

    private static void AddHits(int term, TrackMatch fit, List<EvidenceHit> hits)
    {
        foreach (var seen in fit.Track.VisibleIntervals)
        {
            hits.Add(
                new EvidenceHit(
                    term,
                    seen.Start,
                    seen.End,
                    fit.Level,
                    fit.EvidenceWeight,
                    Modalities.Visual,
                    IsOfWiderKind: fit.IsOfWiderKind
                )
            );
        }
    }

    private void CollectAttributeHits(IndexedContent content, int termIndex, List<EvidenceHit> hits)
    {
        var term = _terms[termIndex];
        if (!HasEnoughObjects(content, term))
        {
            return;
        }
        var fitting = new List<TrackMatch>();
        foreach (var track in content.Tracks)
        {
            if (MatchTrack(track, term) is { } fit)
            {
                fitting.Add(fit);
            }
        }
        if (fitting.Count < term.Count.Min)
        {
            return;
        }
        // An object counts once, however many labels it has.
        if (content.HasAlternatives)
        {
            fitting = [.. fitting.GroupBy(fit => fit.Track.ObjectNumber, (_, same) => same.MaxBy(fit => fit.EvidenceWeight))];
        }
        if (term.Count.IsAny)
        {
            foreach (var fit in fitting)
            {
                AddHits(termIndex, fit, hits);
            }
            return;
        }
        foreach (var together in ObjectPresence.CountConcurrent(fitting.Select(fit => fit.Track)))
        {
            if (term.Count.Excludes(together.Count))
            {
                continue;
            }
            // A count is as certain as the weakest object that it needs.
            var needed = fitting
                .Where(fit => Array.Exists(fit.Track.VisibleIntervals, seen => seen.Start < together.End && together.Start < seen.End))
                .OrderByDescending(fit => fit.EvidenceWeight)
                .Take(term.Count.Min)
                .ToList();
            var isMore = together.Count > term.Count.Max;
            var level = needed.Min(fit => fit.Level);
            hits.Add(
                new EvidenceHit(
                    termIndex,
                    together.Start,
                    together.End,
                    isMore && level > MatchLevel.Partial ? MatchLevel.Partial : level,
                    needed.Min(fit => fit.EvidenceWeight) * (isMore ? EvidenceWeights.CountExceeded : 1),
                    Modalities.Visual,
                    IsOfWiderKind: needed.Exists(fit => fit.IsOfWiderKind)
                )
            );
        }
    }

    /// <summary>Whether enough objects may be in view at once, judged by the maximum of each label.</summary>
    private static bool HasEnoughObjects(IndexedContent content, QueryTerm term)
    {
        Span<int> max = stackalloc int[LabelCatalog.Default.Count];
        max.Clear();
        foreach (ref readonly var interval in content.LabelIntervals.AsSpan())
        {
            max[interval.Label] = Math.Max(max[interval.Label], interval.MaxAtOnce);
        }
        if (content.HasAlternatives)
        {
            foreach (var track in content.Tracks)
            {
                max[track.Label] += track.IsAlternative ? 1 : 0;
            }
        }
        var sum = 0;
        foreach (var match in term.Labels)
        {
            sum += max[match.Label];
        }
        return sum >= term.Count.Min;
    }

    private static MatchLevel GetLevel(LabelRelation relation) =>
        relation switch
        {
            LabelRelation.Same or LabelRelation.MoreGeneral => MatchLevel.Full,
            LabelRelation.MoreSpecific => MatchLevel.Related,
            _ => MatchLevel.Partial,
        };
}
