using System.Numerics;
using System.Runtime.InteropServices;
using Reelsight.Core;
using Reelsight.Search.Query;

namespace Reelsight.Search.Ranking;

/// <summary>
/// Scores moments: <c>100 × Σ weight × strength / Σ weight</c> over the parts of the query, where a part's strength is that of the
/// strongest evidence in the moment. What the query asks for and the moment lacks counts as 0.
/// </summary>
internal sealed class MomentScorer
{
    /// <summary>Share of the query's weight that a moment has to answer.</summary>
    private const double MinCoverage = 0.5;

    /// <summary>The same when what the query is about is missing: a car is no answer to "an elephant near a car".</summary>
    private const double MinCoverageWithoutHead = 0.6;

    /// <summary>Coverage and score from which confidence is medium.</summary>
    private const double MediumCoverage = 0.6;
    private const double MediumScore = 50;

    private readonly IReadOnlyList<QueryTerm> _terms;
    private readonly double _weight;
    private readonly uint _headTerms;
    private readonly uint _requiredTerms;
    private readonly double _textWeight;
    private readonly int _imageCount;

    public MomentScorer(ParsedClause parsed)
    {
        (_terms, _weight) = (parsed.Terms, parsed.Weight);
        for (var term = 0; term < _terms.Count; term++)
        {
            _headTerms |= _terms[term].IsHead ? 1u << term : 0;
            _requiredTerms |= _terms[term].MatchMode is WordMatchMode.Phrase or WordMatchMode.Prefix ? 1u << term : 0;
            _textWeight += _terms[term].Images.Count == 0 ? _terms[term].Weight : 0;
            _imageCount += _terms[term].Images.Count;
        }
    }

    /// <summary>What a piece is worth before strengths are looked at; 0 when it answers too little to be a moment.</summary>
    /// <param name="interval">The piece.</param>
    /// <param name="title">Bit n is set when the video's title answers part n.</param>
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
    /// Whether a piece answers each picture, and the words by themselves as well as they would have to be if nothing else was asked.
    /// </summary>
    /// <param name="interval">The piece.</param>
    /// <param name="title">Parts that the video's title answers.</param>
    /// <param name="images">Pictures that evidence in the piece is like.</param>
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
    /// The score of a piece, 0-100, with its confidence, the modalities that it answers and the pictures that it is like.
    /// </summary>
    public (double Score, Confidence Confidence, Modalities Modalities, uint Pictures) Score(
        HitTimeline.MatchInterval interval,
        List<EvidenceHit> hits,
        uint title
    )
    {
        Span<float> weights = stackalloc float[_terms.Count];
        weights.Clear();
        var modalities = title != 0 ? Modalities.Visual : Modalities.None;
        var images = 0u;
        foreach (var hit in hits)
        {
            if (hit.Start < interval.End && interval.Start < hit.End)
            {
                weights[hit.Term] = MathF.Max(weights[hit.Term], hit.EvidenceWeight);
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
            outright ? Confidence.High
            : headAnswered && covered >= MediumCoverage * _weight && score >= MediumScore ? Confidence.Medium
            : Confidence.Low;
        return (score, confidence, modalities, images);
    }

    /// <summary>A score that no moment with these hits can exceed.</summary>
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

    /// <summary>The score for a sum of weight times strength.</summary>
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
