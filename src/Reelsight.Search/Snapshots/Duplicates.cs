using Reelsight.Search.Vectors;

namespace Reelsight.Search.Snapshots;

/// <summary>
/// Compares the clips of every video of an index with those of all others, exactly, and groups the videos that share most of what they
/// show.
/// </summary>
internal sealed class Duplicates
{
    /// <summary>
    /// Alike clips that one clip is taken to have at most, so that an archive of one still camera does not fill the memory.
    /// </summary>
    private const int MostLikeClips = 100;

    private readonly ClipVectors _vectors;
    private readonly VideoEntry[] _videos;
    private readonly double[] _comparedSec;

    private Duplicates(ClipVectors vectors)
    {
        (_vectors, _videos) = (vectors, vectors.Snapshot.Videos);
        _comparedSec = new double[_videos.Length];
    }

    /// <summary>Two videos by their places, the smaller first, the clips that are most alike, or -1 for the same bytes.</summary>
    private readonly record struct Link(int One, int Other, int OneClip, int OtherClip, float Overlap, float Similarity);

    /// <summary>The groups, those first whose surest pair overlaps most.</summary>
    /// <param name="vectors">The look-alike vectors.</param>
    /// <param name="similarity">Cosine from which clips are alike.</param>
    /// <param name="overlap">Part of the shorter video that has to be alike, 0-1.</param>
    /// <param name="ct">Ends it between two videos.</param>
    public static async Task<IReadOnlyList<DuplicateGroup>> FindAsync(
        ClipVectors vectors,
        double similarity,
        double overlap,
        CancellationToken ct
    )
    {
        var finder = new Duplicates(vectors);
        var links = finder.SameBytes();
        await finder.AddAlikeAsync(links, similarity, overlap, ct);
        return finder.Group(links);
    }

    // The first video of a content stands for all that have it.
    private List<Link> SameBytes() =>
        [
            .. Enumerable
                .Range(0, _videos.Length)
                .Select(place => (First: FirstOf(place), Place: place))
                .Where(same => same.First != same.Place)
                .Select(same => new Link(same.First, same.Place, -1, -1, 1, 1)),
        ];

    private int FirstOf(int place) => _vectors.Snapshot.VideosOfContent(_videos[place].Content.Hash)[0];

    // From the last to the first, so that each is compared with what comes after it: every two are compared once, and none with itself.
    private async Task AddAlikeAsync(List<Link> links, double similarity, double overlap, CancellationToken ct)
    {
        var (later, placeOf) = (_vectors.NoContents(), new Dictionary<int, int>());
        for (var place = _videos.Length - 1; place >= 0; place--)
        {
            ct.ThrowIfCancellationRequested();
            if (FirstOf(place) != place || _vectors.ContentOf(place) is not (>= 0 and var content))
            {
                continue;
            }
            var clips = Enumerable
                .Range(0, _videos[place].Content.Clips.Length)
                .Select(clip => (Clip: clip, Vector: _vectors.QueryOf(place, clip)))
                .Where(one => one.Vector is not null)
                .ToList();
            _comparedSec[place] = SecondsOf(place, clips.Select(one => one.Clip));
            var found =
                placeOf.Count == 0
                    ? []
                    : await _vectors.SearchAsync(
                        [.. clips.Select(one => new VectorQuery(one.Vector!, MostLikeClips, similarity))],
                        later,
                        ct
                    );
            var alike = clips
                .Zip(found)
                .SelectMany(pair => pair.Second.Select(hit => (pair.First.Clip, Hit: hit)))
                .GroupBy(pair => pair.Hit.Content);
            links.AddRange(alike.Select(pairs => Joined(place, placeOf[pairs.Key], [.. pairs])).Where(link => link.Overlap >= overlap));
            later.Add(content);
            placeOf.Add(content, place);
        }
    }

    private Link Joined(int place, int other, List<(int Clip, VectorHit Hit)> alike)
    {
        var best = alike.OrderByDescending(pair => pair.Hit.Cosine).ThenBy(pair => pair.Clip).ThenBy(pair => pair.Hit.Clip).First();
        var shorter = _comparedSec[place] <= _comparedSec[other] ? place : other;
        var shared = SecondsOf(
            shorter,
            (shorter == place ? alike.Select(pair => pair.Clip) : alike.Select(pair => pair.Hit.Clip)).Distinct()
        );
        return new Link(
            place,
            other,
            best.Clip,
            best.Hit.Clip,
            (float)(shared / _comparedSec[shorter]),
            (float)Math.Min(1, best.Hit.Cosine)
        );
    }

    // A clip of a picture may last no time at all.
    private double SecondsOf(int place, IEnumerable<int> clips) =>
        clips.Sum(clip => Math.Max(0.001, _videos[place].Content.Clips[clip].EndSec - _videos[place].Content.Clips[clip].StartSec));

    // Surest first, and only links between what is not joined yet: what remains is the fewest and surest that join each group.
    private List<DuplicateGroup> Group(List<Link> links)
    {
        var head = Enumerable.Range(0, _videos.Length).ToArray();
        var joining = new List<Link>();
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
                    [.. group.Select(PairOf)]
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

    private DuplicatePair PairOf(Link link)
    {
        var (one, other) = (_videos[link.One], _videos[link.Other]);
        var (own, alike) =
            link.OneClip < 0
                ? (new Stretch(0, one.DurationSec), new Stretch(0, other.DurationSec))
                : (StretchOf(one, link.OneClip), StretchOf(other, link.OtherClip));
        return new DuplicatePair(
            one.Id,
            other.Id,
            link.OneClip < 0,
            link.Overlap,
            link.Similarity,
            own.Start,
            own.End,
            alike.Start,
            alike.End
        );
    }

    private static Stretch StretchOf(VideoEntry video, int clip) =>
        new(video.Content.Clips[clip].StartSec, video.Content.Clips[clip].EndSec);
}
