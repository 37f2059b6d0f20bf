using System.Numerics;
using System.Runtime.InteropServices;
using Reelsight.Search.Reading;

namespace Reelsight.Search.Ranking;

/// <summary>
/// Scores moments: <c>100 × Σ weight × strength / Σ weight</c> over the parts of the query, where a part's strength is that of the
/// strongest evidence in the moment. What the query asks for and the moment lacks counts as 0.
/// </summary>
internal sealed class Scoring
{
    /// <summary>Share of the query's weight that a moment has to answer.</summary>
    private const double EnoughCoverage = 0.5;

    /// <summary>The same when what the query is about is missing: a car is no answer to "an elephant near a car".</summary>
    private const double EnoughWithoutHead = 0.6;

    /// <summary>Coverage and score from which confidence is medium.</summary>
    private const double MediumCoverage = 0.6;
    private const double MediumScore = 50;

    private readonly IReadOnlyList<QueryPart> _parts;
    private readonly double _weight;
    private readonly uint _heads;
    private readonly uint _required;
    private readonly double _textWeight;
    private readonly int _pictures;

    public Scoring(ReadQuery read)
    {
        (_parts, _weight) = (read.Parts, read.Weight);
        for (var part = 0; part < _parts.Count; part++)
        {
            _heads |= _parts[part].IsHead ? 1u << part : 0;
            _required |= _parts[part].Match is WordMatch.Phrase or WordMatch.Prefix ? 1u << part : 0;
            _textWeight += _parts[part].Pictures.Count == 0 ? _parts[part].Weight : 0;
            _pictures += _parts[part].Pictures.Count;
        }
    }

    /// <summary>What a piece is worth before strengths are looked at; 0 when it answers too little to be a moment.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="title">Bit n is set when the video's title answers part n.</param>
    public double Worth(Timeline.Piece piece, uint title)
    {
        var (covered, worth, answered) = (0.0, 0.0, title);
        for (var part = 0; part < _parts.Count; part++)
        {
            var answer = piece.Of(part);
            if (answer != Answer.None || (title & 1u << part) != 0)
            {
                covered += _parts[part].Weight;
                worth += _parts[part].Weight * (1 + (int)answer);
                answered |= 1u << part;
            }
        }
        var enough = (answered & _heads) != 0 ? EnoughCoverage : EnoughWithoutHead;
        return (answered & _required) == _required && covered >= enough * _weight ? worth : 0;
    }

    /// <summary>
    /// Whether a piece answers each picture, and the words by themselves as well as they would have to be if nothing else was asked.
    /// </summary>
    /// <param name="piece">The piece.</param>
    /// <param name="title">Parts that the video's title answers.</param>
    /// <param name="pictures">Pictures that evidence in the piece is like.</param>
    public bool AnswersEvery(Timeline.Piece piece, uint title, uint pictures)
    {
        var (covered, headAnswered) = (0.0, false);
        for (var part = 0; part < _parts.Count; part++)
        {
            if (_parts[part].Pictures.Count == 0 && (piece.Of(part) != Answer.None || (title & 1u << part) != 0))
            {
                covered += _parts[part].Weight;
                headAnswered |= _parts[part].IsHead;
            }
        }
        return BitOperations.PopCount(pictures) == _pictures
            && covered >= (headAnswered ? EnoughCoverage : EnoughWithoutHead) * _textWeight;
    }

    /// <summary>
    /// The score of a piece, 0-100, with its confidence, the modalities that it answers and the pictures that it is like.
    /// </summary>
    public (double Score, Confidence Confidence, Modalities Modalities, uint Pictures) Score(
        Timeline.Piece piece,
        List<Hit> hits,
        uint title
    )
    {
        Span<float> strengths = stackalloc float[_parts.Count];
        strengths.Clear();
        var modalities = title != 0 ? Modalities.Visual : Modalities.None;
        var pictures = 0u;
        foreach (var hit in hits)
        {
            if (hit.Start < piece.End && piece.Start < hit.End)
            {
                strengths[hit.Part] = MathF.Max(strengths[hit.Part], hit.Strength);
                modalities |= hit.Modalities;
                pictures |= hit.Pictures;
            }
        }
        var (covered, outright, headAnswered) = (0.0, true, false);
        for (var part = 0; part < _parts.Count; part++)
        {
            outright &= piece.Of(part) == Answer.Outright && strengths[part] >= Strengths.Sure;
            headAnswered |= _parts[part].IsHead && piece.Of(part) != Answer.None;
            covered += piece.Of(part) != Answer.None ? _parts[part].Weight : 0;
        }
        var score = Fuse(strengths, title);
        var confidence =
            outright ? Confidence.High
            : headAnswered && covered >= MediumCoverage * _weight && score >= MediumScore ? Confidence.Medium
            : Confidence.Low;
        return (score, confidence, modalities, pictures);
    }

    /// <summary>A score that no moment with these hits can exceed.</summary>
    public double Bound(List<Hit> hits, uint title)
    {
        Span<float> strengths = stackalloc float[_parts.Count];
        strengths.Clear();
        foreach (ref readonly var hit in CollectionsMarshal.AsSpan(hits))
        {
            strengths[hit.Part] = MathF.Max(strengths[hit.Part], hit.Strength);
        }
        return Fuse(strengths, title);
    }

    /// <summary>The score for a sum of weight times strength.</summary>
    public double ScoreOf(double sum) => Math.Round(100 * sum / _weight, 2);

    private double Fuse(ReadOnlySpan<float> strengths, uint title)
    {
        var sum = 0.0;
        for (var part = 0; part < strengths.Length; part++)
        {
            var inTitle = (title & 1u << part) != 0;
            sum +=
                _parts[part].Weight
                * (
                    strengths[part] > 0 ? Math.Min(1, strengths[part] + (inTitle ? Strengths.TitleBonus : 0))
                    : inTitle ? Strengths.Title
                    : 0
                );
        }
        return ScoreOf(sum);
    }
}
