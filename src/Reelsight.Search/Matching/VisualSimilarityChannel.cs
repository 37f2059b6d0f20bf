using Reelsight.Inference.Embeddings;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;
using Reelsight.Vectors;

namespace Reelsight.Search.Matching;

/// <summary>
/// Finds clips for the images of a query: those that look like one, by an exact scan of their visual features, and those in which most of
/// the objects that the image shows are seen.
/// </summary>
internal sealed class VisualSimilarityChannel : IDisposable
{
    private readonly SnapshotVectors _vectors;
    private readonly SearchOptions _options;
    private readonly List<ImageQuery> _queries;
    private readonly bool[] _hasSimilarClips;

    private VisualSimilarityChannel(SnapshotVectors vectors, SearchOptions options, List<ImageQuery> query)
    {
        (_vectors, _options, _queries) = (vectors, options, query);
        _hasSimilarClips = new bool[vectors.Snapshot.Videos.Length];
    }

    /// <summary>Compares the images of a query with every clip of the pool. The result owns the vectors.</summary>
    public static async Task<VisualSimilarityChannel> SearchAsync(
        IReadOnlyList<QueryTerm> terms,
        SnapshotVectors vectors,
        VideoPool pool,
        SearchOptions options,
        CancellationToken ct
    )
    {
        var query = terms.SelectMany((term, number) => term.Images.Select(image => new ImageQuery(number, term.Weight, image))).ToList();
        var channel = new VisualSimilarityChannel(vectors, options, query);
        var queries = query
            .SelectMany(one => one.Vectors)
            .Select(vector => new VectorQuery(vector, options.MaxSimilarClips, options.VisualSimilarityThresholdWithObjects))
            .ToList();
        foreach (var hit in (await vectors.SearchAsync(queries, pool, ct)).SelectMany(hits => hits))
        {
            channel._hasSimilarClips[hit.Video] = true;
        }
        return channel;
    }

    /// <inheritdoc/>
    public void Dispose() => _vectors.Dispose();

    /// <summary>Adds the clips of a video that match terms.</summary>
    public void CollectHits(int place, IndexedContent content, List<EvidenceHit> hits)
    {
        for (var number = 0; number < _queries.Count; number++)
        {
            var query = _queries[number];
            if (!_hasSimilarClips[place] && !query.MayBeIn(content))
            {
                continue;
            }
            for (var clip = 0; clip < content.Clips.Length; clip++)
            {
                var (from, to) = (content.Clips[clip].StartSec, content.Clips[clip].EndSec);
                var cosine = GetCosine(query, place, clip);
                var seen = query.FindSharedObjects(content, from, to);
                if (cosine >= GetThreshold(seen.Share))
                {
                    var isOther =
                        seen.Share == 0
                        && query.Objects.Length > 0
                        && Array.Exists(content.LabelIntervals, interval => interval.Start < to && from < interval.End);
                    var level = isOther || cosine < _options.NearDuplicateThreshold ? MatchLevel.Partial : MatchLevel.Full;
                    var weight =
                        EvidenceWeights.ForVisualSimilarity(cosine, _options.VisualSimilarityThreshold)
                        * (isOther ? EvidenceWeights.DifferentObjects : 1);
                    hits.Add(new EvidenceHit(query.Term, from, to, level, weight, Modalities.Visual, 1u << number));
                }
                else if (seen.Share >= EvidenceWeights.MinSharedObjects)
                {
                    hits.Add(
                        new EvidenceHit(
                            query.Term,
                            seen.From,
                            seen.To,
                            MatchLevel.Related,
                            EvidenceWeights.ForSharedObjects(seen.Share, cosine),
                            Modalities.Visual,
                            1u << number
                        )
                    );
                }
            }
        }
    }

    /// <summary>Raises the upper bounds of videos by what this channel may add.</summary>
    public void AddUpperBounds(float[] bounds)
    {
        foreach (var query in _queries)
        {
            foreach (var (label, _) in query.Objects)
            {
                foreach (var posting in _vectors.Snapshot.GetVideosWithLabel(label))
                {
                    bounds[posting.Video] += (float)query.Weight * EvidenceWeights.ForSharedObjects(1, 1);
                }
            }
        }
        for (var place = 0; place < _hasSimilarClips.Length; place++)
        {
            if (_hasSimilarClips[place])
            {
                bounds[place] = float.PositiveInfinity;
            }
        }
    }

    /// <summary>Adds reasons for the images that a moment resembles and the objects that they share.</summary>
    public void AddReasons(MomentCandidate moment, IndexedContent content, List<Reason> reasons)
    {
        foreach (var query in _queries)
        {
            var near = Enumerable
                .Range(0, content.Clips.Length)
                .Where(clip => content.Clips[clip].StartSec < moment.End && moment.Start < content.Clips[clip].EndSec)
                .Select(clip => (Number: clip, Cosine: GetCosine(query, moment.Video, clip)))
                .ToList();
            if (near.Count == 0)
            {
                continue;
            }
            var (number, cosine) = near.MaxBy(one => one.Cosine);
            var best = content.Clips[number];
            if (cosine >= GetThreshold(query.FindSharedObjects(content, best.StartSec, best.EndSec).Share))
            {
                reasons.Add(
                    new Reason(
                        ReasonKind.VisualSimilarity,
                        query.Image.Name,
                        "the whole picture",
                        FormatSimilarity(query, moment.Video, number, cosine),
                        Math.Max(best.StartSec, moment.Start),
                        Math.Min(best.EndSec, moment.End)
                    )
                );
            }
            if (query.FindSharedObjects(content, moment.Start, moment.End) is { Share: >= EvidenceWeights.MinSharedObjects })
            {
                reasons.AddRange(
                    query
                        .Objects.Select(item =>
                            (item.Label, Seen: ImageQuery.FindLabelInterval(content, item.Label, moment.Start, moment.End))
                        )
                        .Where(item => item.Seen is not null)
                        .Select(item => new Reason(
                            ReasonKind.Object,
                            query.Image.Name,
                            LabelCatalog.Default.Entries[item.Label].Label,
                            "seen in both",
                            item.Seen!.Value.Start,
                            item.Seen.Value.End
                        ))
                );
            }
        }
    }

    // Mirrored or cropped footage also resembles the unedited image; an edit is named only when it is clearly more similar.
    private string FormatSimilarity(ImageQuery query, int place, int clip, double cosine)
    {
        var (view, best) = query
            .Vectors.Select((vector, view) => (View: view, Cosine: _vectors.Cosine(vector, place, clip)))
            .MaxBy(one => one.Cosine);
        var edit =
            view == 0 || best < _vectors.Cosine(query.Vectors[0], place, clip) + _options.EditMargin
                ? ""
                : query.Image.EditedViews[view - 1].Edit switch
                {
                    ImageEditKind.Mirrored => ", mirrored",
                    ImageEditKind.ZoomedOut => ", showing more",
                    _ => ", showing a part",
                };
        return FormattableString.Invariant(
            $"{(cosine >= _options.NearDuplicateThreshold ? "the same footage or scene" : "looks alike")}{edit} ({cosine:0.00})"
        );
    }

    private double GetThreshold(double sharedThings) =>
        sharedThings >= EvidenceWeights.MinSharedObjects
            ? _options.VisualSimilarityThresholdWithObjects
            : _options.VisualSimilarityThreshold;

    private double GetCosine(ImageQuery query, int place, int clip) => query.Vectors.Max(vector => _vectors.Cosine(vector, place, clip));

    /// <summary>An image of the query: the term it belongs to, its visual features and the objects that it shows with certainty.</summary>
    private sealed class ImageQuery(int term, double weight, QueryImage image)
    {
        /// <summary>Minimum detector score of an object in the query image.</summary>
        private const double MinObjectConfidence = 0.5;

        public int Term { get; } = term;
        public double Weight { get; } = weight;
        public QueryImage Image { get; } = image;

        /// <summary>The features of the image as it is, then of its edits.</summary>
        public QuantizedVector[] Vectors { get; } =
        [new(image.VisualFeatures), .. image.EditedViews.Select(edit => new QuantizedVector(edit.Vector))];

        public (int Label, double Weight)[] Objects { get; } =
        [
            .. image
                .Objects.Where(item => item.Confidence >= MinObjectConfidence)
                .GroupBy(item => LabelCatalog.Default.IndexOf(item.Label), (label, same) => (label, same.Max(item => item.Confidence)))
                .Where(item => item.label >= 0),
        ];

        public bool MayBeIn(IndexedContent content) =>
            Objects.Length > 0
            && Array.Exists(content.LabelIntervals, interval => Array.Exists(Objects, item => item.Label == interval.Label));

        /// <summary>The fraction of the image's objects, by weight, that are seen in an interval, and from when to when.</summary>
        public (double Share, double From, double To) FindSharedObjects(IndexedContent content, double from, double to)
        {
            var (sum, all, first, last) = (0.0, 0.0, to, from);
            foreach (var (label, weight) in Objects)
            {
                all += weight;
                if (FindLabelInterval(content, label, from, to) is { } seen)
                {
                    sum += weight;
                    (first, last) = (Math.Min(first, seen.Start), Math.Max(last, seen.End));
                }
            }
            return (all > 0 ? sum / all : 0, first, last);
        }

        /// <summary>From the first to the last sighting of a label in an interval, or null.</summary>
        public static TimeInterval? FindLabelInterval(IndexedContent content, int label, double from, double to)
        {
            TimeInterval? seen = null;
            foreach (ref readonly var interval in content.LabelIntervals.AsSpan())
            {
                if (interval.Label == label && interval.Start < to && from < interval.End)
                {
                    var (start, end) = (Math.Max(interval.Start, from), Math.Min(interval.End, to));
                    seen = seen is { } sofar ? new TimeInterval(sofar.Start, end) : new TimeInterval(start, end);
                }
            }
            return seen;
        }
    }
}
