using Reelsight.Core.Descriptions;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;
using Reelsight.Vectors;

namespace Reelsight.Search.Matching;

/// <summary>
/// Finds clips by the joint embedding of their frames. A noun that is a class name of the joint space matches the clips that are likely to
/// show that class; the whole description, and each image, match the clips that fit them better than unrelated images do. The two are never
/// added up; see <see cref="EvidenceWeights"/> for the weight of each.
/// </summary>
internal sealed class JointChannel
{
    private readonly IReadOnlyList<QueryTerm> _terms;
    private readonly IndexSnapshot _snapshot;
    private readonly SearchOptions _options;
    private readonly Dictionary<int, List<JointMatch>> _matchesByVideo = [];
    private readonly Dictionary<(int Video, int Part), List<(int Clip, float Probability)>> _namedClips = [];

    /// <summary>Looks up the class names.</summary>
    /// <param name="terms">The terms of the query.</param>
    /// <param name="query">The description and the images; empty to match by class names alone.</param>
    /// <param name="snapshot">The index.</param>
    /// <param name="pool">The videos to search.</param>
    /// <param name="options">Thresholds.</param>
    public JointChannel(
        IReadOnlyList<QueryTerm> terms,
        IReadOnlyList<JointTermQuery> query,
        IndexSnapshot snapshot,
        VideoPool pool,
        SearchOptions options
    )
    {
        (_terms, Queries, _snapshot, _options) = (terms, query, snapshot, options);
        for (var term = 0; term < terms.Count; term++)
        {
            FindNamedClips(term, pool);
        }
    }

    /// <summary>What clips are compared with.</summary>
    public IReadOnlyList<JointTermQuery> Queries { get; }

    /// <summary>Compares every clip of the pool with the queries.</summary>
    /// <param name="clips">Their vectors in the joint space.</param>
    /// <param name="pool">The videos to search.</param>
    /// <param name="ct">Cancels the search.</param>
    public async Task SearchAsync(SnapshotVectors clips, VideoPool pool, CancellationToken ct)
    {
        var found = await clips.SearchAsync(
            [
                .. Queries.Select(query => new VectorQuery(
                    new QuantizedVector(query.Query.Vector),
                    _options.MaxDescriptionClips,
                    query.MinCosine
                )),
            ],
            pool,
            ct
        );
        _matchesByVideo.Clear();
        foreach (var (number, hits) in found.Index())
        {
            foreach (var hit in hits)
            {
                if (!_matchesByVideo.TryGetValue(hit.Video, out var matches))
                {
                    _matchesByVideo.Add(hit.Video, matches = []);
                }
                matches.Add(new JointMatch(hit.Clip, number, hit.Cosine, Queries[number].Query.ComputeZScore((float)hit.Cosine)));
            }
        }
    }

    /// <summary>
    /// Whether a sentence is long enough to be a description: single words are too close to each other in the embedding space.
    /// </summary>
    public static bool IsDescription(string sentence) =>
        WordTokenizer.Tokenize(sentence).Count(word => !WordLists.StopWords.Contains(word)) > 1;

    /// <summary>Adds the clips of a video that match terms.</summary>
    public void CollectHits(int video, IndexedContent content, List<EvidenceHit> hits)
    {
        for (var term = 0; term < _terms.Count; term++)
        {
            foreach (var (clip, probability) in _namedClips.GetValueOrDefault((video, term)) ?? [])
            {
                hits.Add(CreateHit(content.Clips[clip], term, EvidenceWeights.ForName(probability), 0));
            }
        }
        foreach (var match in _matchesByVideo.GetValueOrDefault(video) ?? [])
        {
            var query = Queries[match.QueryNumber];
            foreach (var term in query.Terms)
            {
                hits.Add(CreateHit(content.Clips[match.Clip], term, GetWeight(match), query.Images));
            }
        }
    }

    /// <summary>Raises the upper bounds of videos by what this channel may add.</summary>
    public void AddUpperBounds(float[] bounds)
    {
        foreach (var ((video, term), clips) in _namedClips)
        {
            bounds[video] += (float)_terms[term].Weight * EvidenceWeights.ForName(clips.Max(clip => clip.Probability));
        }
        foreach (var (video, matches) in _matchesByVideo)
        {
            foreach (var match in matches)
            {
                bounds[video] += (float)Queries[match.QueryNumber].Terms.Sum(term => _terms[term].Weight) * GetWeight(match);
            }
        }
    }

    /// <summary>The matching clips of a moment, whose best frame is wanted for the explanation.</summary>
    public IEnumerable<(string ContentHash, int Clip)> GetMatchingClips(MomentCandidate moment) =>
        GetMatches(moment).Select(match => (_snapshot.Videos[moment.Video].Content.Hash, match.Clip));

    /// <summary>For each term whose class names a moment is likely to show: the clip that most likely shows one.</summary>
    public IEnumerable<(QueryTerm Term, Clip Clip, float Probability)> GetNameMatches(MomentCandidate moment)
    {
        var clips = _snapshot.Videos[moment.Video].Content.Clips;
        for (var term = 0; term < _terms.Count; term++)
        {
            var likely = (_namedClips.GetValueOrDefault((moment.Video, term)) ?? []).FindAll(found => Overlaps(clips[found.Clip], moment));
            if (likely.Count > 0)
            {
                var (clip, probability) = likely.MaxBy(one => one.Probability);
                yield return (_terms[term], clips[clip], probability);
            }
        }
    }

    /// <summary>For each query that a moment matches: the clip that matches best.</summary>
    public IEnumerable<JointMatch> GetBestMatches(MomentCandidate moment) =>
        GetMatches(moment).GroupBy(match => match.QueryNumber).Select(same => same.MaxBy(match => match.ZScore));

    private float GetWeight(JointMatch match) =>
        Queries[match.QueryNumber] is { Images: not 0 } image
            ? EvidenceWeights.ForScene(match.ZScore, image.Threshold)
            : EvidenceWeights.ForDescription(match.ZScore, _snapshot.ClipCount);

    private IEnumerable<JointMatch> GetMatches(MomentCandidate moment) =>
        (_matchesByVideo.GetValueOrDefault(moment.Video) ?? []).Where(match =>
            Overlaps(_snapshot.Videos[moment.Video].Content.Clips[match.Clip], moment)
        );

    private void FindNamedClips(int term, VideoPool pool)
    {
        // Class names exclude each other, so the probability of any of several is their sum.
        var likely = _terms[term]
            .JointNames.SelectMany(_snapshot.GetClipsWithName)
            .Where(posting => pool.Contains(posting.Video))
            .GroupBy(
                posting => (posting.Video, posting.Clip),
                (at, all) => (at.Video, at.Clip, Probability: all.Sum(posting => posting.Probability))
            )
            .Where(clip => clip.Probability >= _options.NameThreshold);
        foreach (var (video, clip, probability) in likely)
        {
            if (!_namedClips.TryGetValue((video, term), out var clips))
            {
                _namedClips.Add((video, term), clips = []);
            }
            clips.Add((clip, probability));
        }
    }

    private static EvidenceHit CreateHit(Clip clip, int term, float weight, uint images) =>
        new(term, clip.StartSec, clip.EndSec, MatchLevel.Related, weight, Modalities.Visual, images);

    private static bool Overlaps(Clip clip, MomentCandidate moment) => clip.StartSec < moment.End && moment.Start < clip.EndSec;
}
