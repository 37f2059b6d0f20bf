using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>Cuts a video's hits into pieces of one kind: all along a piece, the same parts are answered equally fully.</summary>
/// <remarks>Reused from video to video by one thread; the lists it returns are valid until the next call.</remarks>
internal sealed class Timeline
{
    /// <summary>Longest moment; longer evidence is cut at the borders of clips.</summary>
    public const double LongestSec = 20;

    /// <summary>A piece shorter than this is the ragged edge of the better one beside it.</summary>
    private const double RaggedSec = 1;

    /// <summary>Bits per part in a piece's key.</summary>
    private const int AnswerBits = 2;

    private readonly List<Hit> _ranges = [];
    private readonly List<double> _edges = [];
    private readonly List<Piece> _pieces = [];
    private readonly List<Piece> _cut = [];

    /// <summary>A stretch and how fully each part is answered in it.</summary>
    public readonly record struct Piece(double Start, double End, ulong Key)
    {
        /// <summary>How fully the part is answered.</summary>
        public Answer Of(int part) => (Answer)(Key >> part * AnswerBits & (1 << AnswerBits) - 1);
    }

    /// <summary>The pieces of a video, in order, at most <see cref="LongestSec"/> long.</summary>
    /// <param name="hits">Hits in any order; they are sorted in place.</param>
    /// <param name="clips">The video's clips.</param>
    /// <param name="durationSec">Nothing reaches past it.</param>
    /// <param name="worth">What a piece is worth; a piece worth 0 is no moment.</param>
    public List<Piece> Cut(List<Hit> hits, Storage.Clip[] clips, double durationSec, Func<Piece, double> worth)
    {
        Bridge(hits, durationSec);
        Overlay(worth);
        _cut.Clear();
        foreach (var piece in _pieces)
        {
            CutAtClips(piece, clips);
        }
        return _cut;
    }

    /// <summary>Joins the hits of a part with equal answers over short gaps.</summary>
    private void Bridge(List<Hit> hits, double durationSec)
    {
        if (hits.Count > 1)
        {
            hits.Sort(static (a, b) => a.Part != b.Part ? a.Part - b.Part : a.Answer != b.Answer ? a.Answer - b.Answer : a.Start.CompareTo(b.Start));
        }
        _ranges.Clear();
        foreach (var hit in hits)
        {
            var (start, end) = (Math.Max(hit.Start, 0), Math.Min(hit.End, durationSec));
            if (!(end > start))
            {
                continue;
            }
            if (_ranges.Count > 0 && _ranges[^1] is var last && last.Part == hit.Part && last.Answer == hit.Answer && start <= last.End + Presence.BridgeSec)
            {
                _ranges[^1] = last with { End = Math.Max(last.End, end) };
            }
            else
            {
                _ranges.Add(hit with { Start = start, End = end });
            }
        }
    }

    private void Overlay(Func<Piece, double> worth)
    {
        _pieces.Clear();
        _edges.Clear();
        foreach (var range in _ranges)
        {
            _edges.Add(range.Start);
            _edges.Add(range.End);
        }
        _edges.Sort();
        for (var i = 0; i + 1 < _edges.Count; i++)
        {
            var (start, end) = (_edges[i], _edges[i + 1]);
            if (end <= start)
            {
                continue;
            }
            var key = KeyAt(start, end);
            if (key == 0)
            {
                continue;
            }
            if (_pieces.Count > 0 && _pieces[^1] is var last && last.End == start && last.Key == key)
            {
                _pieces[^1] = last with { End = end };
            }
            else
            {
                _pieces.Add(new Piece(start, end, key));
            }
        }
        for (var i = 0; i < _pieces.Count; i++)
        {
            i = Absorb(i, worth);
        }
        _pieces.RemoveAll(piece => worth(piece) <= 0);
    }

    private ulong KeyAt(double start, double end)
    {
        var key = 0ul;
        foreach (var range in _ranges)
        {
            if (range.Start <= start && end <= range.End)
            {
                var shift = range.Part * AnswerBits;
                var known = key >> shift & (1 << AnswerBits) - 1;
                if ((ulong)range.Answer > known)
                {
                    key = key & ~((1ul << AnswerBits) - 1 << shift) | (ulong)range.Answer << shift;
                }
            }
        }
        return key;
    }

    /// <summary>Gives a ragged piece to the better neighbour that it touches; returns the place to go on from.</summary>
    private int Absorb(int at, Func<Piece, double> worth)
    {
        var piece = _pieces[at];
        if (piece.End - piece.Start >= RaggedSec)
        {
            return at;
        }
        var own = worth(piece);
        var before = at > 0 && _pieces[at - 1].End == piece.Start ? worth(_pieces[at - 1]) : 0;
        var after = at + 1 < _pieces.Count && _pieces[at + 1].Start == piece.End ? worth(_pieces[at + 1]) : 0;
        if (Math.Max(before, after) < own || Math.Max(before, after) <= 0)
        {
            return at;
        }
        var keeper = before >= after ? at - 1 : at + 1;
        _pieces[keeper] = _pieces[keeper] with { Start = Math.Min(_pieces[keeper].Start, piece.Start), End = Math.Max(_pieces[keeper].End, piece.End) };
        _pieces.RemoveAt(at);
        return at - 1;
    }

    private void CutAtClips(Piece piece, Storage.Clip[] clips)
    {
        while (piece.End - piece.Start > LongestSec)
        {
            var cut = piece.Start + LongestSec;
            for (var i = clips.Length - 1; i >= 0; i--)
            {
                if (clips[i].EndSec <= piece.Start + LongestSec && clips[i].EndSec > piece.Start)
                {
                    cut = clips[i].EndSec;
                    break;
                }
            }
            _cut.Add(piece with { End = cut });
            piece = piece with { Start = cut };
        }
        _cut.Add(piece);
    }
}
