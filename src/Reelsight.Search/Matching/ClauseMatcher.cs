using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>One clause of a query over one snapshot: brings the channels together, video by video.</summary>
internal sealed class ClauseMatcher
{
    /// <summary>What rounding and single precision may take off a bound.</summary>
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

    /// <summary>What finds the parts that are pictures; null when there are none, or nothing that is seen may be used.</summary>
    public VisualSimilarityChannel? VisualSimilarity { get; }

    /// <summary>What finds clips in the joint space; null without one, or when nothing that is seen may be used.</summary>
    public JointChannel? Joint { get; }
    public VideoPool Pool { get; }

    /// <summary>Phrases and lines that answer parts.</summary>
    public PassageHits Passages { get; }

    /// <summary>What must hold all along a moment.</summary>
    public ConstraintMatcher Constraints { get; }
    public MomentScorer Scorer { get; }

    /// <summary>Parts that some title answers.</summary>
    public uint TitleTermsFound { get; }

    /// <summary>Parts that the video's title answers, as bits.</summary>
    public uint TitleTermsOf(int video) => _titles.GetValueOrDefault(video);

    /// <summary>Every hit of a video, in no order.</summary>
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
                if (hit.Cosine > 0 && Terms[term].MatchMode == WordMatchMode.AnyForm)
                {
                    hits.Add(
                        new EvidenceHit(
                            term,
                            passage.Start,
                            passage.End,
                            MatchLevel.Related,
                            EvidenceWeights.ForSemanticSimilarity(hit.Cosine),
                            _evidenceFilter.GetModalities(passage.Kind, byWords: false)
                        )
                    );
                }
            }
        }
    }

    /// <summary>Adds the stretches in which restrictions hold, where they are all that is asked for.</summary>
    public void AddConstraintHits(List<TimeInterval> satisfied, List<EvidenceHit> hits)
    {
        if (Terms is [{ Constraints: { Count: > 0 } all }] && ConstraintModalities(all) is var modalities and not Modalities.None)
        {
            var (level, weight) = EvidenceWeights.ForConstraints(all);
            hits.AddRange(satisfied.Select(interval => new EvidenceHit(0, interval.Start, interval.End, level, weight, modalities)));
        }
    }

    // Each has to belong to a kind of evidence that may be used.
    private Modalities ConstraintModalities(IReadOnlyList<QueryConstraint> all)
    {
        var needed = all.Select(one => one.Modalities).Distinct().ToList();
        return needed.TrueForAll(one => (_query.Modalities & one) != 0)
            ? needed.Aggregate(Modalities.None, (sum, one) => sum | one)
            : Modalities.None;
    }

    /// <summary>The pool's videos in which anything may be found, ascending, with a score that none of their moments exceeds.</summary>
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
        // Labels of one part share its weight: a video gets that of the strongest, which for a few labels their sum may overstate.
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

    // No object of a video answers "red car" when none is red; one whose colour is not known may, weakly.
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
                continue; // no title says how many are in view or how they look
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
