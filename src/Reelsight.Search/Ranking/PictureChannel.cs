using Reelsight.Models;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;
using Reelsight.Search.Vectors;

namespace Reelsight.Search.Ranking;

/// <summary>
/// Finds the parts of a query that are pictures: clips that look like one, by an exact scan of their vectors, and clips in which most of
/// the things that the picture shows are seen as well.
/// </summary>
internal sealed class PictureChannel : IDisposable
{
    private readonly ClipVectors _looks;
    private readonly SearchOptions _options;
    private readonly List<Asked> _asked;
    private readonly bool[] _alike;

    private PictureChannel(ClipVectors looks, SearchOptions options, List<Asked> asked)
    {
        (_looks, _options, _asked) = (looks, options, asked);
        _alike = new bool[looks.Snapshot.Videos.Length];
    }

    /// <summary>Compares the pictures of a query with every clip of the pool. What it returns owns the vectors.</summary>
    public static async Task<PictureChannel> LookAsync(
        IReadOnlyList<QueryPart> parts,
        ClipVectors looks,
        VideoPool pool,
        SearchOptions options,
        CancellationToken ct
    )
    {
        var asked = parts.SelectMany((part, number) => part.Pictures.Select(picture => new Asked(number, part.Weight, picture))).ToList();
        var channel = new PictureChannel(looks, options, asked);
        var queries = asked
            .SelectMany(one => one.Vectors)
            .Select(vector => new VectorQuery(vector, options.MostLikeClips, options.LookFloorWithThings))
            .ToList();
        foreach (var hit in (await looks.SearchAsync(queries, pool, ct)).SelectMany(hits => hits))
        {
            channel._alike[hit.Video] = true;
        }
        return channel;
    }

    /// <inheritdoc/>
    public void Dispose() => _looks.Dispose();

    /// <summary>Adds the clips of a video that answer parts.</summary>
    public void Find(int place, Content content, List<Hit> hits)
    {
        for (var number = 0; number < _asked.Count; number++)
        {
            var asked = _asked[number];
            if (!_alike[place] && !asked.MayBeIn(content))
            {
                continue;
            }
            for (var clip = 0; clip < content.Clips.Length; clip++)
            {
                var (from, to) = (content.Clips[clip].StartSec, content.Clips[clip].EndSec);
                var cosine = CosineOf(asked, place, clip);
                var seen = asked.SeenIn(content, from, to);
                if (cosine >= FloorOf(seen.Share))
                {
                    var isOther =
                        seen.Share == 0
                        && asked.Things.Length > 0
                        && Array.Exists(content.Ranges, range => range.Start < to && from < range.End);
                    var answer = isOther || cosine < _options.SameLook ? Answer.Nearly : Answer.Outright;
                    var strength = Strengths.OfLook(cosine, _options.LookFloor) * (isOther ? Strengths.OtherThings : 1);
                    hits.Add(new Hit(asked.Part, from, to, answer, strength, Modalities.Visual, 1u << number));
                }
                else if (seen.Share >= Strengths.EnoughThings)
                {
                    hits.Add(
                        new Hit(
                            asked.Part,
                            seen.From,
                            seen.To,
                            Answer.Meaning,
                            Strengths.OfThings(seen.Share, cosine),
                            Modalities.Visual,
                            1u << number
                        )
                    );
                }
            }
        }
    }

    /// <summary>Raises the bounds of videos by what the pictures may add to them.</summary>
    public void AddBounds(float[] bounds)
    {
        foreach (var asked in _asked)
        {
            foreach (var (label, _) in asked.Things)
            {
                foreach (var posting in _looks.Snapshot.VideosOfLabel(label))
                {
                    bounds[posting.Video] += (float)asked.Weight * Strengths.OfThings(1, 1);
                }
            }
        }
        for (var place = 0; place < _alike.Length; place++)
        {
            if (_alike[place])
            {
                bounds[place] = float.PositiveInfinity;
            }
        }
    }

    /// <summary>Writes down which pictures a moment is like, and what else they share.</summary>
    public void Explain(Candidate moment, Content content, List<Reason> reasons)
    {
        foreach (var asked in _asked)
        {
            var near = Enumerable
                .Range(0, content.Clips.Length)
                .Where(clip => content.Clips[clip].StartSec < moment.End && moment.Start < content.Clips[clip].EndSec)
                .Select(clip => (Number: clip, Cosine: CosineOf(asked, moment.Video, clip)))
                .ToList();
            if (near.Count == 0)
            {
                continue;
            }
            var (number, cosine) = near.MaxBy(one => one.Cosine);
            var best = content.Clips[number];
            if (cosine >= FloorOf(asked.SeenIn(content, best.StartSec, best.EndSec).Share))
            {
                reasons.Add(
                    new Reason(
                        ReasonKind.LookAlike,
                        asked.Picture.Name,
                        "the whole picture",
                        How(asked, moment.Video, number, cosine),
                        Math.Max(best.StartSec, moment.Start),
                        Math.Min(best.EndSec, moment.End)
                    )
                );
            }
            if (asked.SeenIn(content, moment.Start, moment.End) is { Share: >= Strengths.EnoughThings })
            {
                reasons.AddRange(
                    asked
                        .Things.Select(thing => (thing.Label, Seen: Asked.Seen(content, thing.Label, moment.Start, moment.End)))
                        .Where(thing => thing.Seen is not null)
                        .Select(thing => new Reason(
                            ReasonKind.Object,
                            asked.Picture.Name,
                            LabelCatalog.Default.Entries[thing.Label].Label,
                            "seen in both",
                            thing.Seen!.Value.Start,
                            thing.Seen.Value.End
                        ))
                );
            }
        }
    }

    // Mirrored and cropped footage is like the picture as it is as well; it is called so only where the edit says clearly more.
    private string How(Asked asked, int place, int clip, double cosine)
    {
        var (view, best) = asked
            .Vectors.Select((vector, view) => (View: view, Cosine: _looks.Cosine(vector, place, clip)))
            .MaxBy(one => one.Cosine);
        var edit =
            view == 0 || best < _looks.Cosine(asked.Vectors[0], place, clip) + _options.EditMargin
                ? ""
                : asked.Picture.Edits[view - 1].Edit switch
                {
                    LookEdit.Mirrored => ", mirrored",
                    LookEdit.Wider => ", showing more",
                    _ => ", showing a part",
                };
        return FormattableString.Invariant(
            $"{(cosine >= _options.SameLook ? "the same footage or scene" : "looks alike")}{edit} ({cosine:0.00})"
        );
    }

    private double FloorOf(double sharedThings) =>
        sharedThings >= Strengths.EnoughThings ? _options.LookFloorWithThings : _options.LookFloor;

    private double CosineOf(Asked asked, int place, int clip) => asked.Vectors.Max(vector => _looks.Cosine(vector, place, clip));

    /// <summary>A picture of the query: the part it belongs to, the things it surely shows, and how much each clip looks like it.</summary>
    private sealed class Asked(int part, double weight, QueryPicture picture)
    {
        /// <summary>Detector score from which a thing in the query's picture counts.</summary>
        private const double SureThing = 0.5;

        public int Part { get; } = part;
        public double Weight { get; } = weight;
        public QueryPicture Picture { get; } = picture;

        /// <summary>The picture as it is, then its edits.</summary>
        public ByteVector[] Vectors { get; } = [new(picture.LookAlike), .. picture.Edits.Select(edit => new ByteVector(edit.Vector))];

        public (int Label, double Weight)[] Things { get; } =
        [
            .. picture
                .Objects.Where(thing => thing.Confidence >= SureThing)
                .GroupBy(thing => LabelCatalog.Default.NumberOf(thing.Label), (label, same) => (label, same.Max(thing => thing.Confidence)))
                .Where(thing => thing.label >= 0),
        ];

        public bool MayBeIn(Content content) =>
            Things.Length > 0 && Array.Exists(content.Ranges, range => Array.Exists(Things, thing => thing.Label == range.Label));

        /// <summary>The share of the things, by weight, that are seen in a stretch, and from when to when.</summary>
        public (double Share, double From, double To) SeenIn(Content content, double from, double to)
        {
            var (sum, all, first, last) = (0.0, 0.0, to, from);
            foreach (var (label, weight) in Things)
            {
                all += weight;
                if (Seen(content, label, from, to) is { } seen)
                {
                    sum += weight;
                    (first, last) = (Math.Min(first, seen.Start), Math.Max(last, seen.End));
                }
            }
            return (all > 0 ? sum / all : 0, first, last);
        }

        /// <summary>From the first to the last sight of a label in a stretch, or null.</summary>
        public static Stretch? Seen(Content content, int label, double from, double to)
        {
            Stretch? seen = null;
            foreach (ref readonly var range in content.Ranges.AsSpan())
            {
                if (range.Label == label && range.Start < to && from < range.End)
                {
                    var (start, end) = (Math.Max(range.Start, from), Math.Min(range.End, to));
                    seen = seen is { } sofar ? new Stretch(sofar.Start, end) : new Stretch(start, end);
                }
            }
            return seen;
        }
    }
}
