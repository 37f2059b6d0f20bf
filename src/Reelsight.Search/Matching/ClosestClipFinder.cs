using Reelsight.Core;
using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>
/// Finds what to show where nothing is sure: the clips that look most like the words of a query. It says nothing about whether they show
/// what was asked for.
/// </summary>
internal static class ClosestClipFinder
{
    // Clips of one video lie close together; among this many times as many are those of other videos.
    private const int CandidatesPerClip = 8;

    /// <summary>
    /// The clips, best first; none where something is sure, where the query has images, or where no words say what something looks like.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="parsed">Its clauses.</param>
    /// <param name="joint">Compares texts with clips; null where the index has no such vectors.</param>
    /// <param name="snapshot">The index.</param>
    /// <param name="pool">The videos to search.</param>
    /// <param name="ranked">The moments that were found.</param>
    /// <param name="options">Limits.</param>
    /// <param name="ct">Cancels the search.</param>
    public static async Task<IReadOnlyList<ClosestClip>> FindAsync(
        SearchQuery query,
        ParsedQuery parsed,
        JointRetriever? joint,
        IndexSnapshot snapshot,
        VideoPool pool,
        IReadOnlyList<(double Score, MomentCandidate Moment)> ranked,
        SearchOptions options,
        CancellationToken ct
    )
    {
        var text = string.Join(", ", parsed.Clauses.Select(clause => clause.Sentence).Where(sentence => sentence.Length > 0));
        if (
            joint is null
            || pool.Count == 0
            || text.Length == 0
            || query.Images.Count + query.Entities.Count > 0
            || !query.Modalities.HasFlag(Modalities.Visual)
            || ranked.Any(one => one.Moment.Confidence > Confidence.Low)
        )
        {
            return [];
        }

        var closest = new List<ClosestClip>();
        var limit = options.MaxClosestClips * CandidatesPerClip;
        foreach (var hit in await joint.FindClosestAsync(query, text, snapshot, pool, limit, ct))
        {
            var video = snapshot.Videos[hit.Video];
            var clip = video.Content.Clips[hit.Clip];
            if (
                closest.Count(other => other.VideoId == video.Id) < options.MaxClosestClipsOfVideo
                && !ranked.Any(one => one.Moment.Video == hit.Video && one.Moment.Start < clip.EndSec && clip.StartSec < one.Moment.End)
            )
            {
                closest.Add(new ClosestClip(video.Id, video.Content.Hash, clip.StartSec, clip.EndSec, clip.Thumbnail));
            }

            if (closest.Count == options.MaxClosestClips)
            {
                break;
            }
        }

        return closest;
    }
}
