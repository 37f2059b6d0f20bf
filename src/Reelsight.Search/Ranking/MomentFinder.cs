using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>One query over one snapshot: brings the channels together video by video and keeps the best moments.</summary>
internal sealed class MomentFinder
{
    /// <summary>Videos from which a second thread pays.</summary>
    private const int ParallelVideos = 2000;

    /// <summary>What rounding and single precision may take off a bound.</summary>
    private const double RoundingSlack = 0.02;

    private readonly SearchQuery _query;
    private readonly SearchOptions _options;
    private readonly IndexSnapshot _snapshot;
    private readonly Evidences _evidences;
    private readonly LineHits _lines;
    private readonly Scoring _scoring;
    private readonly Dictionary<int, uint> _titles;

    public MomentFinder(
        SearchQuery query, ReadQuery read, SearchOptions options, IndexSnapshot snapshot, VideoPool pool, Evidences evidences, LineHits lines, PictureChannel? pictures)
    {
        (_query, _options, _snapshot, _evidences, _lines, Pictures) = (query, options, snapshot, evidences, lines, pictures);
        Parts = read.Parts;
        Objects = new ObjectChannel(read.Parts);
        _scoring = new Scoring(read);
        _titles = evidences.Visual ? TitlesThatAnswer(snapshot, pool) : [];
        TitlePartsFound = _titles.Values.Aggregate(0u, (all, title) => all | title);
        Pool = pool;
    }

    public IReadOnlyList<QueryPart> Parts { get; }
    public ObjectChannel Objects { get; }

    /// <summary>What finds the parts that are pictures; null when there are none, or nothing that is seen may be used.</summary>
    public PictureChannel? Pictures { get; }
    public VideoPool Pool { get; }

    /// <summary>Parts that some title answers.</summary>
    public uint TitlePartsFound { get; }

    /// <summary>The best moments, best first.</summary>
    public List<(double Score, Candidate Moment)> Find()
    {
        var videos = Videos();
        var halves = videos.Count >= ParallelVideos ? 2 : 1;
        var found = new BestOf[halves];
        Parallel.For(0, halves, new ParallelOptions { MaxDegreeOfParallelism = halves }, half =>
        {
            var walk = new BestOf(this);
            for (var i = videos.Count * half / halves; i < videos.Count * (half + 1) / halves; i++)
            {
                if (videos[i].Bound >= walk.Best.Bar)
                {
                    walk.Look(videos[i].Video);
                }
            }
            found[half] = walk;
        });
        var all = new Vectors.BestRows<Candidate>(_options.MostMoments);
        foreach (var (score, moment) in found.SelectMany(walk => walk.Best.TakeAll()))
        {
            all.Add(score, moment);
        }
        return all.TakeAll();
    }

    /// <summary>Parts that the video's title answers, as bits.</summary>
    public uint TitleOf(int video) => _titles.GetValueOrDefault(video);

    /// <summary>Every hit of a video, in no order.</summary>
    public void Collect(int video, List<Hit> hits)
    {
        var content = _snapshot.Videos[video].Content;
        if (_evidences.Visual)
        {
            Objects.Find(content, hits);
            Pictures?.Find(video, content, hits);
        }
        foreach (var hit in _lines.Of(content.Hash))
        {
            var line = content.Lines[hit.Line];
            for (var part = 0; part < Parts.Count; part++)
            {
                var byWords = (hit.Parts & 1u << part) != 0;
                if (byWords)
                {
                    hits.Add(new Hit(part, line.Start, line.End, Answer.Outright, Strengths.OfWords(hit.Rank), _evidences.AnsweredBy(line.Kind, byWords: true)));
                }
                if (hit.Cosine > 0 && Parts[part].Match == WordMatch.AnyForm)
                {
                    hits.Add(new Hit(part, line.Start, line.End, Answer.Meaning, Strengths.OfMeaning(hit.Cosine, _options.MeaningFloor),
                        _evidences.AnsweredBy(line.Kind, byWords: false)));
                }
            }
        }
    }

    /// <summary>The pool's videos in which anything may be found, ascending, with a score that none of their moments exceeds.</summary>
    private List<(int Video, double Bound)> Videos()
    {
        var bounds = new float[_snapshot.Videos.Length];
        if (_evidences.Visual)
        {
            foreach (var part in Parts)
            {
                AddObjectBounds(part, bounds);
            }
            Pictures?.AddBounds(bounds);
        }
        foreach (var place in _lines.Contents.SelectMany(_snapshot.VideosOfContent).Concat(_titles.Keys))
        {
            bounds[place] = float.PositiveInfinity; // too few to be worth a sharper bound
        }
        var videos = new List<(int, double)>();
        for (var place = 0; place < bounds.Length; place++)
        {
            if (bounds[place] > 0 && Pool.Contains(place))
            {
                videos.Add((place, _scoring.ScoreOf(bounds[place]) + RoundingSlack));
            }
        }
        return videos;
    }

    private void AddObjectBounds(QueryPart part, float[] bounds)
    {
        // Labels of one part share its weight: a video gets that of the strongest, which for a few labels their sum may overstate.
        foreach (var match in part.Labels)
        {
            var factor = (float)part.Weight * Strengths.OfRelation(match.Relation);
            foreach (ref readonly var posting in _snapshot.VideosOfLabel(match.Label).AsSpan())
            {
                bounds[posting.Video] += factor * Strengths.OfScore(posting.BestScore);
            }
        }
    }

    private Dictionary<int, uint> TitlesThatAnswer(IndexSnapshot snapshot, VideoPool pool)
    {
        var titles = new Dictionary<int, uint>();
        for (var part = 0; part < Parts.Count; part++)
        {
            if (Parts[part] is { Colour: not null } or { Count: > 1 })
            {
                continue; // no title says how many are in view or how they look
            }
            foreach (var words in Parts[part].TitleWords)
            {
                foreach (var place in snapshot.VideosOfTitleWord(words[0]))
                {
                    if (pool.Contains(place) && words.Skip(1).All(word => snapshot.VideosOfTitleWord(word).Contains(place)))
                    {
                        titles[place] = titles.GetValueOrDefault(place) | 1u << part;
                    }
                }
            }
        }
        return titles;
    }

    /// <summary>One thread's walk over videos, with its buffers and its best moments.</summary>
    private sealed class BestOf
    {
        private readonly MomentFinder _finder;
        private readonly Timeline _timeline = new();
        private readonly List<Hit> _hits = [];
        private readonly Func<Timeline.Piece, double> _worth;
        private uint _title;

        public BestOf(MomentFinder finder)
        {
            _finder = finder;
            _worth = piece => _finder._scoring.Worth(piece, _title);
            Best = new Vectors.BestRows<Candidate>(finder._options.MostMoments);
        }

        public Vectors.BestRows<Candidate> Best { get; }

        public void Look(int place)
        {
            var video = _finder._snapshot.Videos[place];
            _hits.Clear();
            _finder.Collect(place, _hits);
            _title = _finder.TitleOf(place);
            if (_hits.Count == 0)
            {
                // A title speaks of the whole video, and only where nothing says more.
                var whole = new Timeline.Piece(0, video.DurationSec, 0);
                if (video.DurationSec > 0 && _worth(whole) > 0)
                {
                    Offer(place, whole);
                }
                return;
            }
            if (_finder._scoring.Bound(_hits, _title) < Best.Bar)
            {
                return;
            }
            foreach (var piece in _timeline.Cut(_hits, video.Content.Clips, video.DurationSec, _worth))
            {
                Offer(place, piece);
            }
        }

        private void Offer(int place, Timeline.Piece piece)
        {
            var (score, confidence, modalities, pictures) = _finder._scoring.Score(piece, _hits, _title);
            var wanted = _finder._query.Modalities;
            if (score > 0 && (!_finder._query.RequireEvery || (modalities & wanted) == wanted && _finder._scoring.AnswersEvery(piece, _title, pictures)))
            {
                Best.Add(score, new Candidate(place, piece.Start, piece.End, confidence));
            }
        }
    }
}
