using System.Numerics;
using System.Runtime.InteropServices;
using Reelsight.Core;
using Reelsight.Search.Query;

namespace Reelsight.Search.Ranking;

/// <summary>
/// Scores moments: <c>100 × Σ weight × evidence / Σ weight</c> over the terms of the query, where a term's evidence is the largest evidence
/// weight in the moment, 0 when there is none.
/// </summary>
internal sealed class MomentScorer
{
    /// <summary>Minimum coverage: the fraction of the query's weight that a moment must match.</summary>
    private const double MinCoverage = 0.5;

    /// <summary>Minimum coverage when the head of the query does not match: a car is no result for "an elephant near a car".</summary>
    private const double MinCoverageWithoutHead = 0.6;

    /// <summary>Minimum coverage and score for medium confidence.</summary>
    private const double MediumCoverage = 0.6;
    private const double MediumScore = 50;

    private readonly IReadOnlyList<QueryTerm> _terms;
    private readonly double _weight;
    private readonly uint _headTerms;
    private readonly uint _requiredTerms;
    private readonly uint _modifiers;
    private readonly double _textWeight;
    private readonly int _imageCount;

    public MomentScorer(ParsedClause parsed)
    {
        (_terms, _weight) = (parsed.Terms, parsed.Weight);
        for (var term = 0; term < _terms.Count; term++)
        {
            _headTerms |= _terms[term].IsHead ? 1u << term : 0;
            _requiredTerms |= _terms[term].MatchMode is WordMatchMode.Phrase or WordMatchMode.Prefix ? 1u << term : 0;
            _modifiers |= _terms[term].IsModifier ? 1u << term : 0;
            _textWeight += _terms[term].Images.Count == 0 ? _terms[term].Weight : 0;
            _imageCount += _terms[term].Images.Count;
        }
    }

    /// <summary>The coverage of an interval, regardless of evidence weights; 0 when it matches too little to be a moment.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="title">Bit n is set when the video's title matches term n.</param>
    public double ScoreCoverage(HitTimeline.MatchInterval interval, uint title)
    {
        var (covered, coverage, answered) = (0.0, 0.0, title);
        for (var term = 0; term < _terms.Count; term++)
        {
            var level = interval.GetLevel(term);
            if (level != MatchLevel.None || (title & 1u << term) != 0)
            {
                covered += _terms[term].Weight;
                coverage += _terms[term].Weight * (1 + (int)level);
                answered |= 1u << term;
            }
        }
        var enough = (answered & _headTerms) != 0 ? MinCoverage : MinCoverageWithoutHead;
        return (answered & _requiredTerms) == _requiredTerms && covered >= enough * _weight ? coverage : 0;
    }

    /// <summary>
    /// Whether an interval matches each image, and the words well enough to be a result by themselves.
    /// </summary>
    /// <param name="interval">The interval.</param>
    /// <param name="title">Terms that the video's title matches, as bits.</param>
    /// <param name="images">Images that evidence in the interval resembles, as bits.</param>
    public bool SatisfiesAll(HitTimeline.MatchInterval interval, uint title, uint images)
    {
        var (covered, headAnswered) = (0.0, false);
        for (var term = 0; term < _terms.Count; term++)
        {
            if (_terms[term].Images.Count == 0 && (interval.GetLevel(term) != MatchLevel.None || (title & 1u << term) != 0))
            {
                covered += _terms[term].Weight;
                headAnswered |= _terms[term].IsHead;
            }
        }
        return BitOperations.PopCount(images) == _imageCount
            && covered >= (headAnswered ? MinCoverage : MinCoverageWithoutHead) * _textWeight;
    }

    /// <summary>
    /// The score of an interval, 0-100, with its confidence, the modalities of its evidence and the images that it resembles.
    /// </summary>
    public (double Score, Confidence Confidence, Modalities Modalities, uint Pictures) Score(
        HitTimeline.MatchInterval interval,
        List<EvidenceHit> hits,
        uint title
    )
    {
        Span<float> weights = stackalloc float[_terms.Count];
        weights.Clear();
        // A bottle alone is no perfume bottle: whatever narrows a noun has to be told as well.
        var (told, leftOpen) = (title, _modifiers);
        var modalities = title != 0 ? Modalities.Visual : Modalities.None;
        var images = 0u;
        foreach (var hit in hits)
        {
            if (hit.Start < interval.End && interval.Start < hit.End)
            {
                weights[hit.Term] = MathF.Max(weights[hit.Term], hit.EvidenceWeight);
                leftOpen |= hit.IsOfWiderKind ? 1u << hit.Term : 0;
                told |= hit.IsOfWiderKind ? 0 : 1u << hit.Term;
                modalities |= hit.Modalities;
                images |= hit.Images;
            }
        }
        var (covered, outright, headAnswered) = (0.0, true, false);
        for (var term = 0; term < _terms.Count; term++)
        {
            outright &= interval.GetLevel(term) == MatchLevel.Full && weights[term] >= EvidenceWeights.MinHighConfidence;
            headAnswered |= _terms[term].IsHead && interval.GetLevel(term) != MatchLevel.None;
            covered += interval.GetLevel(term) != MatchLevel.None ? _terms[term].Weight : 0;
        }
        var score = Fuse(weights, title);
        var confidence =
            (leftOpen & ~told) != 0 ? Confidence.Low
            : outright ? Confidence.High
            : headAnswered && covered >= MediumCoverage * _weight && score >= MediumScore ? Confidence.Medium
            : Confidence.Low;
        return (score, confidence, modalities, images);
    }

    /// <summary>An upper bound of the score of any moment with these hits.</summary>
    public double GetUpperBound(List<EvidenceHit> hits, uint title)
    {
        Span<float> weights = stackalloc float[_terms.Count];
        weights.Clear();
        foreach (ref readonly var hit in CollectionsMarshal.AsSpan(hits))
        {
            weights[hit.Term] = MathF.Max(weights[hit.Term], hit.EvidenceWeight);
        }
        return Fuse(weights, title);
    }

    /// <summary>The score for a sum of products of term weight and evidence weight.</summary>
    public double Normalize(double sum) => Math.Round(100 * sum / _weight, 2);

    private double Fuse(ReadOnlySpan<float> weights, uint title)
    {
        var sum = 0.0;
        for (var term = 0; term < weights.Length; term++)
        {
            var inTitle = (title & 1u << term) != 0;
            sum +=
                _terms[term].Weight
                * (
                    weights[term] > 0 ? Math.Min(1, weights[term] + (inTitle ? EvidenceWeights.TitleBonus : 0))
                    : inTitle ? EvidenceWeights.Title
                    : 0
                );
        }
        return Normalize(sum);
    }
}
