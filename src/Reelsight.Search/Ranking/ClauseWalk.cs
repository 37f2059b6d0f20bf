using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>A stretch of a video that answers a clause.</summary>
/// <param name="Start">Seconds, inclusive.</param>
/// <param name="End">Seconds, exclusive.</param>
/// <param name="Score">0-100.</param>
/// <param name="Confidence">How strongly.</param>
/// <param name="Modalities">What it answers in.</param>
/// <param name="AnswersEvery">Whether it answers the words by themselves, and each picture.</param>
internal readonly record struct ScoredPiece(
    double Start,
    double End,
    double Score,
    Confidence Confidence,
    Modalities Modalities,
    bool AnswersEvery
);

/// <summary>One thread's walk over videos for one clause, with its buffers.</summary>
internal sealed class ClauseWalk
{
    /// <summary>What restrictions leave of a piece is no moment when it is shorter than this.</summary>
    private const double ShortestSec = 1;

    private readonly ClauseFinder _clause;
    private readonly IndexSnapshot _snapshot;
    private readonly Timeline _timeline = new();
    private readonly List<Hit> _hits = [];
    private readonly List<Hit> _underWay = [];
    private readonly List<ScoredPiece> _scored = [];
    private readonly Func<Timeline.Piece, double> _worth;
    private uint _title;

    public ClauseWalk(ClauseFinder clause, IndexSnapshot snapshot)
    {
        (_clause, _snapshot) = (clause, snapshot);
        _worth = piece => _clause.Scoring.Worth(piece, _title);
    }

    /// <summary>The pieces of a video that answer, in order; none when none can reach the bar. Valid until the next call.</summary>
    public List<ScoredPiece> Look(int place, double bar)
    {
        var video = _snapshot.Videos[place];
        _hits.Clear();
        _scored.Clear();
        _clause.Collect(place, _hits);
        _title = _clause.TitleOf(place);
        List<Stretch>? held = null;
        if (_clause.Restrictions.Any && (_hits.Count > 0 || _title != 0 || _clause.Parts[0].Holds.Count > 0))
        {
            held = _clause.Restrictions.Hold(video.Content, video.DurationSec);
            _clause.AddHeld(held, _hits);
        }
        if (_hits.Count == 0)
        {
            // A title speaks of the whole video, and only where nothing says more.
            var whole = new Timeline.Piece(0, video.DurationSec, 0);
            if (video.DurationSec > 0 && _worth(whole) > 0)
            {
                Score([whole], held);
            }
        }
        else if (_clause.Scoring.Bound(_hits, _title) >= bar)
        {
            Score(_timeline.Cut(_hits, video.Content.Clips, video.DurationSec, _worth), held);
        }
        return _scored;
    }

    /// <summary>Scores what restrictions leave of pieces, going along pieces, stretches and hits once.</summary>
    private void Score(List<Timeline.Piece> pieces, List<Stretch>? held)
    {
        _hits.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        _underWay.Clear();
        var (next, stretch) = (0, 0);
        foreach (var piece in pieces)
        {
            if (held is null)
            {
                Add(piece, ref next);
                continue;
            }
            while (stretch < held.Count && held[stretch].End <= piece.Start)
            {
                stretch++;
            }
            for (var at = stretch; at < held.Count && held[at].Start < piece.End; at++)
            {
                var (start, end) = (Math.Max(piece.Start, held[at].Start), Math.Min(piece.End, held[at].End));
                if (end - start >= Math.Min(ShortestSec, piece.End - piece.Start))
                {
                    Add(piece with { Start = start, End = end }, ref next);
                }
            }
        }
    }

    private void Add(Timeline.Piece piece, ref int next)
    {
        _underWay.RemoveAll(hit => hit.End <= piece.Start);
        for (; next < _hits.Count && _hits[next].Start < piece.End; next++)
        {
            if (_hits[next].End > piece.Start)
            {
                _underWay.Add(_hits[next]);
            }
        }
        var (score, confidence, modalities, pictures) = _clause.Scoring.Score(piece, _underWay, _title);
        if (score > 0)
        {
            var surest = _clause.Restrictions.Surest;
            _scored.Add(
                new ScoredPiece(
                    piece.Start,
                    piece.End,
                    score,
                    confidence < surest ? confidence : surest,
                    modalities,
                    _clause.Scoring.AnswersEvery(piece, _title, pictures)
                )
            );
        }
    }
}
