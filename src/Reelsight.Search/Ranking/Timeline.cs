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

    /// <summary>Parts that a piece's key has room for.</summary>
    private const int MostParts = 32;

    /// <summary>Bits per part in a piece's key.</summary>
    private const int AnswerBits = 2;

    private readonly List<Hit> _ranges = [];
    private readonly List<(double Time, int Place, int Change)> _edges = [];
    private readonly int[] _underWay = new int[MostParts << AnswerBits];
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
            hits.Sort(
                static (a, b) =>
                    a.Part != b.Part ? a.Part - b.Part
                    : a.Answer != b.Answer ? a.Answer - b.Answer
                    : a.Start.CompareTo(b.Start)
            );
        }
        _ranges.Clear();
        foreach (var hit in hits)
        {
            var (start, end) = (Math.Max(hit.Start, 0), Math.Min(hit.End, durationSec));
            if (!(end > start))
            {
                continue;
            }
            if (
                _ranges.Count > 0
                && _ranges[^1] is var last
                && last.Part == hit.Part
                && last.Answer == hit.Answer
                && start <= last.End + Presence.BridgeSec
            )
            {
                _ranges[^1] = last with { End = Math.Max(last.End, end) };
            }
            else
            {
                _ranges.Add(hit with { Start = start, End = end });
            }
        }
    }

    /// <summary>Goes along the edges and counts what is under way: one step an edge, however long the video.</summary>
    private void Overlay(Func<Piece, double> worth)
    {
        _pieces.Clear();
        _edges.Clear();
        foreach (var range in _ranges)
        {
            var place = range.Part << AnswerBits | (int)range.Answer;
            _edges.Add((range.Start, place, 1));
            _edges.Add((range.End, place, -1));
        }
        _edges.Sort();
        Array.Clear(_underWay);
        var places = _ranges.Count == 0 ? 0 : _ranges.Max(range => range.Part) + 1 << AnswerBits;
        for (var i = 0; i + 1 < _edges.Count; i++)
        {
            var (start, place, change) = _edges[i];
            _underWay[place] += change;
            var end = _edges[i + 1].Time;
            if (end <= start)
            {
                continue;
            }
            var key = Key(places);
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
        Absorb(worth);
        _pieces.RemoveAll(piece => worth(piece) <= 0);
    }

    private ulong Key(int places)
    {
        var key = 0ul;
        for (var place = 0; place < places; place++)
        {
            if (_underWay[place] > 0)
            {
                var (part, answer) = (place >> AnswerBits, (ulong)(place & (1 << AnswerBits) - 1));
                // The fullest answer of a part comes last.
                key = key & ~((1ul << AnswerBits) - 1 << part * AnswerBits) | answer << part * AnswerBits;
            }
        }
        return key;
    }

    /// <summary>Gives each ragged piece to the better neighbour that it touches.</summary>
    private void Absorb(Func<Piece, double> worth)
    {
        var kept = 0;
        for (var at = 0; at < _pieces.Count; at++)
        {
            var piece = _pieces[at];
            var own = worth(piece);
            var before = kept > 0 && _pieces[kept - 1].End == piece.Start ? worth(_pieces[kept - 1]) : 0;
            var after = at + 1 < _pieces.Count && _pieces[at + 1].Start == piece.End ? worth(_pieces[at + 1]) : 0;
            if (piece.End - piece.Start >= RaggedSec || Math.Max(before, after) < own || Math.Max(before, after) <= 0)
            {
                _pieces[kept++] = piece;
            }
            else if (before >= after)
            {
                _pieces[kept - 1] = _pieces[kept - 1] with { End = piece.End };
            }
            else
            {
                _pieces[at + 1] = _pieces[at + 1] with { Start = piece.Start };
            }
        }
        _pieces.RemoveRange(kept, _pieces.Count - kept);
    }

    private void CutAtClips(Piece piece, Storage.Clip[] clips)
    {
        while (piece.End - piece.Start > LongestSec)
        {
            var cut = LastBorder(clips, piece.Start + LongestSec);
            cut = cut > piece.Start ? cut : piece.Start + LongestSec;
            _cut.Add(piece with { End = cut });
            piece = piece with { Start = cut };
        }
        _cut.Add(piece);
    }

    /// <summary>The last end of a clip at or before a time; 0 when there is none.</summary>
    private static double LastBorder(Storage.Clip[] clips, double time)
    {
        var (low, high) = (0, clips.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = clips[middle].EndSec <= time ? (middle + 1, high) : (low, middle);
        }
        return low == 0 ? 0 : clips[low - 1].EndSec;
    }
}
