using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>One clause of a query over one snapshot: brings the channels together, video by video.</summary>
internal sealed class ClauseFinder
{
    /// <summary>What rounding and single precision may take off a bound.</summary>
    private const double RoundingSlack = 0.02;

    private readonly SearchQuery _query;
    private readonly SearchOptions _options;
    private readonly IndexSnapshot _snapshot;
    private readonly Evidences _evidences;
    private readonly Dictionary<int, uint> _titles;

    public ClauseFinder(
        SearchQuery query,
        ReadQuery read,
        SearchOptions options,
        IndexSnapshot snapshot,
        VideoPool pool,
        Evidences evidences,
        LineHits lines,
        LineHits unwanted,
        PictureChannel? pictures,
        JointChannel? joint
    )
    {
        (_query, _options, _snapshot, _evidences, Lines, Pictures, Joint) = (query, options, snapshot, evidences, lines, pictures, joint);
        Parts = read.Parts;
        Objects = new ObjectChannel(read.Parts);
        Relations = new RelationChannel(read.Parts);
        Scoring = new Scoring(read);
        Restrictions = new Restrictions(read.Restrictions, unwanted);
        _titles = evidences.Visual ? TitlesThatAnswer(snapshot, pool) : [];
        TitlePartsFound = _titles.Values.Aggregate(0u, (all, title) => all | title);
        Pool = pool;
    }

    public IReadOnlyList<QueryPart> Parts { get; }
    public ObjectChannel Objects { get; }
    public RelationChannel Relations { get; }

    /// <summary>What finds the parts that are pictures; null when there are none, or nothing that is seen may be used.</summary>
    public PictureChannel? Pictures { get; }

    /// <summary>What finds clips in the joint space; null without one, or when nothing that is seen may be used.</summary>
    public JointChannel? Joint { get; }
    public VideoPool Pool { get; }

    /// <summary>Phrases and lines that answer parts.</summary>
    public LineHits Lines { get; }

    /// <summary>What must hold all along a moment.</summary>
    public Restrictions Restrictions { get; }
    public Scoring Scoring { get; }

    /// <summary>Parts that some title answers.</summary>
    public uint TitlePartsFound { get; }

    /// <summary>Parts that the video's title answers, as bits.</summary>
    public uint TitleOf(int video) => _titles.GetValueOrDefault(video);

    /// <summary>Every hit of a video, in no order.</summary>
    public void Collect(int video, List<Hit> hits)
    {
        var content = _snapshot.Videos[video].Content;
        if (_evidences.Visual)
        {
            Objects.Find(content, hits);
            Relations.Find(content, hits);
            Pictures?.Find(video, content, hits);
            Joint?.Find(video, content, hits);
        }
        foreach (var hit in Lines.Of(content.Hash))
        {
            var line = content.Lines[hit.Line];
            for (var part = 0; part < Parts.Count; part++)
            {
                var byWords = (hit.Parts & 1u << part) != 0;
                if (byWords)
                {
                    var (answer, factor) = Parts[part].Correction is null ? (Answer.Outright, 1f) : (Answer.Nearly, Strengths.Corrected);
                    hits.Add(
                        new Hit(
                            part,
                            line.Start,
                            line.End,
                            answer,
                            factor * Strengths.OfWords(hit.Rank),
                            _evidences.AnsweredBy(line.Kind, byWords: true)
                        )
                    );
                }
                if (hit.Cosine > 0 && Parts[part].Match == WordMatch.AnyForm)
                {
                    hits.Add(
                        new Hit(
                            part,
                            line.Start,
                            line.End,
                            Answer.Meaning,
                            Strengths.OfMeaning(hit.Cosine),
                            _evidences.AnsweredBy(line.Kind, byWords: false)
                        )
                    );
                }
            }
        }
    }

    /// <summary>Adds the stretches in which restrictions hold, where they are all that is asked for.</summary>
    public void AddHeld(List<Stretch> held, List<Hit> hits)
    {
        if (Parts is [{ Holds: { Count: > 0 } all }] && HeldModalities(all) is var modalities and not Modalities.None)
        {
            var (answer, strength) = Strengths.OfRestrictions(all);
            hits.AddRange(held.Select(stretch => new Hit(0, stretch.Start, stretch.End, answer, strength, modalities)));
        }
    }

    // Each has to belong to a kind of evidence that may be used.
    private Modalities HeldModalities(IReadOnlyList<Restriction> all)
    {
        var needed = all.Select(one => one.Modalities).Distinct().ToList();
        return needed.TrueForAll(one => (_query.Modalities & one) != 0)
            ? needed.Aggregate(Modalities.None, (sum, one) => sum | one)
            : Modalities.None;
    }

    /// <summary>The pool's videos in which anything may be found, ascending, with a score that none of their moments exceeds.</summary>
    public List<(int Video, double Bound)> Videos()
    {
        var bounds = new float[_snapshot.Videos.Length];
        if (Parts is [{ Holds: { Count: > 0 } all }] && HeldModalities(all) != Modalities.None)
        {
            Array.Fill(bounds, Strengths.OfRestrictions(all).Strength);
        }
        if (_evidences.Visual)
        {
            foreach (var part in Parts)
            {
                AddObjectBounds(part, bounds);
            }
            Pictures?.AddBounds(bounds);
            Joint?.AddBounds(bounds);
        }
        foreach (var place in Lines.Contents.SelectMany(_snapshot.VideosOfContent).Concat(_titles.Keys))
        {
            bounds[place] = float.PositiveInfinity; // too few to be worth a sharper bound
        }
        var videos = new List<(int, double)>();
        for (var place = 0; place < bounds.Length; place++)
        {
            if (bounds[place] > 0 && Pool.Contains(place))
            {
                videos.Add((place, Scoring.ScoreOf(bounds[place]) + RoundingSlack));
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
                bounds[posting.Video] += factor * Strengths.OfScore(posting.BestScore) * ColourBound(part, posting.Colours);
            }
        }
    }

    // No object of a video answers "red car" when none is red; one whose colour is not known may, weakly.
    private static float ColourBound(QueryPart part, int colours) =>
        part.Colour is not { } colour || (colours & 1 << colour) != 0 ? 1
        : (colours & LabelPosting.UnknownColour) != 0 ? Strengths.UnknownColour
        : 0;

    private Dictionary<int, uint> TitlesThatAnswer(IndexSnapshot snapshot, VideoPool pool)
    {
        var titles = new Dictionary<int, uint>();
        for (var part = 0; part < Parts.Count; part++)
        {
            if (Parts[part] is { Colour: not null } or { OtherThan: not null } or { Number.IsAny: false } or { IsPlaced: true })
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
}
