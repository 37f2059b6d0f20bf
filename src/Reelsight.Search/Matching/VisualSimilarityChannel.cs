using Reelsight.Inference.Embeddings;
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
                if (IsSimilar(cosine, seen.Share))
                {
                    var isOther =
                        seen.Share == 0
                        && query.Objects.Length > 0
                        && Array.Exists(content.LabelIntervals, interval => interval.Start < to && from < interval.End);
                    var level = isOther || !IsNearDuplicate(cosine) ? MatchLevel.Partial : MatchLevel.Full;
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

    /// <summary>The images of the query.</summary>
    public IReadOnlyList<ImageQuery> Queries => _queries;

    /// <summary>The clip of a moment that looks most like an image, and how like it; null when no clip lies in the moment.</summary>
    public (int Clip, double Cosine)? FindBestClip(ImageQuery query, MomentCandidate moment, IndexedContent content) =>
        Enumerable
            .Range(0, content.Clips.Length)
            .Where(clip => content.Clips[clip].StartSec < moment.End && moment.Start < content.Clips[clip].EndSec)
            .Select(clip => ((int Clip, double Cosine)?)(clip, GetCosine(query, moment.Video, clip)))
            .MaxBy(found => found!.Value.Cosine);

    /// <summary>Whether a clip is like enough to an image, when so large a share of the image's objects is seen in it.</summary>
    public bool IsSimilar(double cosine, double sharedObjects) => cosine >= GetThreshold(sharedObjects);

    /// <summary>Whether a clip is so like an image that it shows the same footage or scene.</summary>
    public bool IsNearDuplicate(double cosine) => cosine >= _options.NearDuplicateThreshold;

    /// <summary>
    /// The edit of an image that a clip resembles, or null: mirrored or cropped footage also resembles the unedited image, so an edit is
    /// named only when it is clearly more similar.
    /// </summary>
    public ImageEditKind? FindEdit(ImageQuery query, int place, int clip)
    {
        var (view, best) = query
            .Vectors.Select((vector, view) => (View: view, Cosine: _vectors.Cosine(vector, place, clip)))
            .MaxBy(one => one.Cosine);
        return view == 0 || best < _vectors.Cosine(query.Vectors[0], place, clip) + _options.EditMargin
            ? null
            : query.Image.EditedViews[view - 1].Edit;
    }

    private double GetThreshold(double sharedObjects) =>
        sharedObjects >= EvidenceWeights.MinSharedObjects
            ? _options.VisualSimilarityThresholdWithObjects
            : _options.VisualSimilarityThreshold;

    private double GetCosine(ImageQuery query, int place, int clip) => query.Vectors.Max(vector => _vectors.Cosine(vector, place, clip));
}
