using Reelsight.Search.Snapshots;
using Reelsight.Vectors;

namespace Reelsight.Search.Duplicates;

/// <summary>
/// Compares the clips of every video of an index with those of all others, exactly, and groups the videos that share most of their footage.
/// </summary>
internal sealed class DuplicateFinder
{
    /// <summary>
    /// Maximum number of similar clips considered for one clip, so that footage of one still camera does not fill the memory.
    /// </summary>
    private const int MaxSimilarClips = 100;

    private readonly SnapshotVectors _vectors;
    private readonly VideoEntry[] _videos;
    private readonly double[] _comparedSec;

    private DuplicateFinder(SnapshotVectors vectors)
    {
        (_vectors, _videos) = (vectors, vectors.Snapshot.Videos);
        _comparedSec = new double[_videos.Length];
    }

    /// <summary>Two similar videos by their ordinals, the smaller first, and their most similar clips, -1 for equal files.</summary>
    private readonly record struct VideoLink(int One, int Other, int OneClip, int OtherClip, float Overlap, float Similarity);

    /// <summary>The groups, by the overlap of their best pair, largest first.</summary>
    /// <param name="vectors">The visual features.</param>
    /// <param name="similarity">Minimum cosine of similar clips.</param>
    /// <param name="overlap">Minimum part of the shorter video that is similar, 0-1.</param>
    /// <param name="ct">Cancels the work between two videos.</param>
    public static async Task<IReadOnlyList<DuplicateGroup>> FindAsync(
        SnapshotVectors vectors,
        double similarity,
        double overlap,
        CancellationToken ct
    )
    {
        var finder = new DuplicateFinder(vectors);
        var links = finder.FindSameFiles();
        await finder.AddSimilarAsync(links, similarity, overlap, ct);
        return finder.GroupLinks(links);
    }

    // The first video with a media content represents all that have it.
    private List<VideoLink> FindSameFiles() =>
        [
            .. Enumerable
                .Range(0, _videos.Length)
                .Select(place => (First: GetFirstCopy(place), Place: place))
                .Where(same => same.First != same.Place)
                .Select(same => new VideoLink(same.First, same.Place, -1, -1, 1, 1)),
        ];

    private int GetFirstCopy(int place) => _vectors.Snapshot.GetVideosWithContent(_videos[place].Content.Hash)[0];

    // From the last to the first, each compared with those after it: so every pair is compared once.
    private async Task AddSimilarAsync(List<VideoLink> links, double similarity, double overlap, CancellationToken ct)
    {
        var (later, placeOf) = (_vectors.CreateEmptySet(), new Dictionary<int, int>());
        for (var place = _videos.Length - 1; place >= 0; place--)
        {
            ct.ThrowIfCancellationRequested();
            if (GetFirstCopy(place) != place || _vectors.GetDocument(place) is not (>= 0 and var content))
            {
                continue;
            }
            var clips = Enumerable
                .Range(0, _videos[place].Content.Clips.Length)
                .Select(clip => (Clip: clip, Vector: _vectors.GetQueryVector(place, clip)))
                .Where(one => one.Vector is not null)
                .ToList();
            _comparedSec[place] = GetDuration(place, clips.Select(one => one.Clip));
            var found =
                placeOf.Count == 0
                    ? []
                    : await _vectors.SearchAsync(
                        [.. clips.Select(one => new VectorQuery(one.Vector!, MaxSimilarClips, similarity))],
                        later,
                        ct
                    );
            var similar = clips
                .Zip(found)
                .SelectMany(pair => pair.Second.Select(hit => (pair.First.Clip, Hit: hit)))
                .GroupBy(pair => pair.Hit.Document);
            links.AddRange(
                similar.Select(pairs => CreateLink(place, placeOf[pairs.Key], [.. pairs])).Where(link => link.Overlap >= overlap)
            );
            later.Add(content);
            placeOf.Add(content, place);
        }
    }

    private VideoLink CreateLink(int place, int other, List<(int Clip, VectorHit Hit)> similar)
    {
        var best = similar.OrderByDescending(pair => pair.Hit.Cosine).ThenBy(pair => pair.Clip).ThenBy(pair => pair.Hit.Row).First();
        var shorter = _comparedSec[place] <= _comparedSec[other] ? place : other;
        var shared = GetDuration(
            shorter,
            (shorter == place ? similar.Select(pair => pair.Clip) : similar.Select(pair => pair.Hit.Row)).Distinct()
        );
        return new VideoLink(
            place,
            other,
            best.Clip,
            best.Hit.Row,
            (float)(shared / _comparedSec[shorter]),
            (float)Math.Min(1, best.Hit.Cosine)
        );
    }

    // The clip of a still image may have no duration.
    private double GetDuration(int place, IEnumerable<int> clips) =>
        clips.Sum(clip => Math.Max(0.001, _videos[place].Content.Clips[clip].EndSec - _videos[place].Content.Clips[clip].StartSec));

    // Kruskal's algorithm: links in order of certainty, skipping those within a group, leave the best spanning tree of each group.
    private List<DuplicateGroup> GroupLinks(List<VideoLink> links)
    {
        var head = Enumerable.Range(0, _videos.Length).ToArray();
        var joining = new List<VideoLink>();
        foreach (
            var link in links
                .OrderByDescending(link => link.Overlap)
                .ThenByDescending(link => link.Similarity)
                .ThenBy(link => link.One)
                .ThenBy(link => link.Other)
        )
        {
            if (HeadOf(link.One) != HeadOf(link.Other))
            {
                head[HeadOf(link.One)] = HeadOf(link.Other);
                joining.Add(link);
            }
        }
        return
        [
            .. joining
                .GroupBy(link => HeadOf(link.One))
                .Select(group => new DuplicateGroup(
                    [.. group.SelectMany(link => (int[])[link.One, link.Other]).Distinct().Order().Select(place => _videos[place].Id)],
                    [.. group.Select(CreatePair)]
                )),
        ];

        int HeadOf(int place)
        {
            while (head[place] != place)
            {
                place = head[place] = head[head[place]];
            }
            return place;
        }
    }

    private DuplicatePair CreatePair(VideoLink link)
    {
        var (one, other) = (_videos[link.One], _videos[link.Other]);
        var (own, similar) =
            link.OneClip < 0
                ? (new TimeInterval(0, one.DurationSec), new TimeInterval(0, other.DurationSec))
                : (GetInterval(one, link.OneClip), GetInterval(other, link.OtherClip));
        return new DuplicatePair(
            one.Id,
            other.Id,
            link.OneClip < 0,
            link.Overlap,
            link.Similarity,
            own.Start,
            own.End,
            similar.Start,
            similar.End
        );
    }

    private static TimeInterval GetInterval(VideoEntry video, int clip) =>
        new(video.Content.Clips[clip].StartSec, video.Content.Clips[clip].EndSec);
}
