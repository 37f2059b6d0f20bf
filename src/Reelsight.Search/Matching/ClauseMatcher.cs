using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>Matches one clause of a query against one snapshot: combines the hits of all channels, video by video.</summary>
internal sealed class ClauseMatcher
{
    /// <summary>Slack by which rounding and single precision may lower a bound.</summary>
    private const double RoundingSlack = 0.02;

    private readonly SearchQuery _query;
    private readonly SearchOptions _options;
    private readonly IndexSnapshot _snapshot;
    private readonly EvidenceFilter _evidenceFilter;
    private readonly Dictionary<int, uint> _titles;

    public ClauseMatcher(
        SearchQuery query,
        ParsedClause parsed,
        SearchOptions options,
        IndexSnapshot snapshot,
        VideoPool pool,
        EvidenceFilter evidenceFilter,
        PassageHits passages,
        PassageHits excluded,
        VisualSimilarityChannel? images,
        JointChannel? joint
    )
    {
        (_query, _options, _snapshot, _evidenceFilter, Passages, VisualSimilarity, Joint) = (
            query,
            options,
            snapshot,
            evidenceFilter,
            passages,
            images,
            joint
        );
        Terms = parsed.Terms;
        Objects = new ObjectChannel(parsed.Terms);
        Relations = new SpatialRelationChannel(parsed.Terms);
        Scorer = new MomentScorer(parsed);
        Constraints = new ConstraintMatcher(parsed.Constraints, excluded);
        _titles = evidenceFilter.AllowsVisual ? MatchTitles(snapshot, pool) : [];
        TitleTermsFound = _titles.Values.Aggregate(0u, (all, title) => all | title);
        Pool = pool;
    }

    public IReadOnlyList<QueryTerm> Terms { get; }
    public ObjectChannel Objects { get; }
    public SpatialRelationChannel Relations { get; }

    /// <summary>Finds clips that resemble the images of the clause; null without images, or when visual evidence is not admitted.</summary>
    public VisualSimilarityChannel? VisualSimilarity { get; }

    /// <summary>Finds clips in the joint space; null without one, or when visual evidence is not admitted.</summary>
    public JointChannel? Joint { get; }
    public VideoPool Pool { get; }

    /// <summary>Passages that match terms.</summary>
    public PassageHits Passages { get; }

    /// <summary>What must hold throughout a moment.</summary>
    public ConstraintMatcher Constraints { get; }
    public MomentScorer Scorer { get; }

    /// <summary>Terms that any title matches, as bits.</summary>
    public uint TitleTermsFound { get; }

    /// <summary>Terms that the video's title matches, as bits.</summary>
    public uint TitleTermsOf(int video) => _titles.GetValueOrDefault(video);

    /// <summary>Adds all hits of a video, in no particular order.</summary>
    public void CollectHits(int video, List<EvidenceHit> hits)
    {
        var content = _snapshot.Videos[video].Content;
        if (_evidenceFilter.AllowsVisual)
        {
            Objects.CollectHits(content, hits);
            Relations.CollectHits(content, hits);
            VisualSimilarity?.CollectHits(video, content, hits);
            Joint?.CollectHits(video, content, hits);
        }
        foreach (var hit in Passages.GetHits(content.Hash))
        {
            var passage = content.Passages[hit.Passage];
            for (var term = 0; term < Terms.Count; term++)
            {
                var byWords = (hit.Terms & 1u << term) != 0;
                if (byWords)
                {
                    var (level, factor) = Terms[term].Correction is null
                        ? (MatchLevel.Full, 1f)
                        : (MatchLevel.Partial, EvidenceWeights.SpellingCorrected);
                    hits.Add(
                        new EvidenceHit(
                            term,
                            passage.Start,
                            passage.End,
                            level,
                            factor * EvidenceWeights.ForKeywordRank(hit.Rank),
                            _evidenceFilter.GetModalities(passage.Kind, byWords: true)
                        )
                    );
                }
                if (hit.MeaningWeight > 0 && Terms[term].MatchMode == WordMatchMode.AnyForm)
                {
                    hits.Add(
                        new EvidenceHit(
                            term,
                            passage.Start,
                            passage.End,
                            MatchLevel.Related,
                            hit.MeaningWeight,
                            _evidenceFilter.GetModalities(passage.Kind, byWords: false)
                        )
                    );
                }
            }
        }
    }

    /// <summary>Adds the intervals in which the constraints hold, when the clause asks for nothing else.</summary>
    public void AddConstraintHits(List<TimeInterval> satisfied, List<EvidenceHit> hits)
    {
        if (Terms is [{ Constraints: { Count: > 0 } all }] && ConstraintModalities(all) is var modalities and not Modalities.None)
        {
            var (level, weight) = EvidenceWeights.ForConstraints(all);
            hits.AddRange(satisfied.Select(interval => new EvidenceHit(0, interval.Start, interval.End, level, weight, modalities)));
        }
    }

    // Every constraint must be decided by evidence of an admitted modality.
    private Modalities ConstraintModalities(IReadOnlyList<QueryConstraint> all)
    {
        var needed = all.Select(one => one.Modalities).Distinct().ToList();
        return needed.TrueForAll(one => (_query.Modalities & one) != Modalities.None)
            ? needed.Aggregate(Modalities.None, (sum, one) => sum | one)
            : Modalities.None;
    }

    /// <summary>The videos of the pool that may have moments, ascending, each with an upper bound of its scores.</summary>
    public List<(int Video, double Bound)> FindCandidateVideos()
    {
        var bounds = new float[_snapshot.Videos.Length];
        if (Terms is [{ Constraints: { Count: > 0 } all }] && ConstraintModalities(all) != Modalities.None)
        {
            Array.Fill(bounds, EvidenceWeights.ForConstraints(all).Strength);
        }
        if (_evidenceFilter.AllowsVisual)
        {
            foreach (var term in Terms)
            {
                AddObjectBounds(term, bounds);
            }
            VisualSimilarity?.AddUpperBounds(bounds);
            Joint?.AddUpperBounds(bounds);
        }
        foreach (var place in Passages.ContentHashes.SelectMany(_snapshot.GetVideosWithContent).Concat(_titles.Keys))
        {
            bounds[place] = float.PositiveInfinity; // too few to be worth a sharper bound
        }
        var videos = new List<(int, double)>();
        for (var place = 0; place < bounds.Length; place++)
        {
            if (bounds[place] > 0 && Pool.Contains(place))
            {
                videos.Add((place, Scorer.Normalize(bounds[place]) + RoundingSlack));
            }
        }
        return videos;
    }

    private void AddObjectBounds(QueryTerm term, float[] bounds)
    {
        // A term counts once, by its strongest label; for a few labels, their sum is a sufficient upper bound.
        foreach (var match in term.Labels)
        {
            var factor = (float)term.Weight * EvidenceWeights.ForLabelRelation(match.Relation);
            foreach (ref readonly var posting in _snapshot.GetVideosWithLabel(match.Label).AsSpan())
            {
                bounds[posting.Video] +=
                    factor * EvidenceWeights.ForDetectorScore(posting.BestScore) * GetColourBound(term, posting.ColourMask);
            }
        }
    }

    // Without a red object, a video cannot match "red car"; an object of unknown colour matches weakly.
    private static float GetColourBound(QueryTerm term, int colours) =>
        term.Colour is not { } colour || (colours & 1 << colour) != 0 ? 1
        : (colours & LabelPosting.UnknownColour) != 0 ? EvidenceWeights.UnknownColour
        : 0;

    private Dictionary<int, uint> MatchTitles(IndexSnapshot snapshot, VideoPool pool)
    {
        var titles = new Dictionary<int, uint>();
        for (var term = 0; term < Terms.Count; term++)
        {
            if (Terms[term] is { Colour: not null } or { ExcludedColour: not null } or { Count.IsAny: false } or { HasPlacement: true })
            {
                continue; // titles do not tell counts or attributes
            }
            foreach (var words in Terms[term].TitleAlternatives)
            {
                foreach (var place in snapshot.GetVideosWithTitleWord(words[0]))
                {
                    if (pool.Contains(place) && words.Skip(1).All(word => snapshot.GetVideosWithTitleWord(word).Contains(place)))
                    {
                        titles[place] = titles.GetValueOrDefault(place) | 1u << term;
                    }
                }
            }
        }
        return titles;
    }
}
