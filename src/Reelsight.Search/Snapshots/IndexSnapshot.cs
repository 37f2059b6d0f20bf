using Reelsight.Search.Lexicon;
using Reelsight.Search.Vectors;
using Reelsight.Storage;

namespace Reelsight.Search.Snapshots;

/// <summary>A ready video with its content.</summary>
internal sealed record VideoEntry(string Id, string Name, double DurationSec, Content Content);

/// <summary>A video in which a label was seen.</summary>
/// <param name="Video">Place of the video.</param>
/// <param name="BestScore">The best detector score that any of its objects has.</param>
/// <param name="Colours">The colours of all of them, as bits; <see cref="UnknownColour"/> where one's are not known.</param>
internal readonly record struct LabelPosting(int Video, float BestScore, int Colours)
{
    /// <summary>Bit for an object whose colours are not known.</summary>
    public const int UnknownColour = 1 << 31;
}

/// <summary>A clip that shows what has a name, with the probability of that.</summary>
internal readonly record struct NamePosting(int Video, int Clip, float Probability);

/// <summary>
/// Everything search knows of an index at one revision. Immutable; videos are in order of their ids and known by their place.
/// </summary>
internal sealed class IndexSnapshot
{
    private readonly LabelPosting[][] _videosOfLabel;
    private readonly Dictionary<string, List<NamePosting>> _clipsOfName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _videosOfTitleWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _videosOfContent = new(StringComparer.Ordinal);
    private readonly Lazy<Vocabulary> _vocabulary;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public IndexSnapshot(long revision, string space, IEnumerable<(VideoRecord Video, Content Content)> videos, Morphology morphology)
    {
        (Revision, Space) = (revision, space);
        _vocabulary = new Lazy<Vocabulary>(() => new Vocabulary(Videos!.Select(video => video.Content)));
        var ofLabel = new List<LabelPosting>?[LabelCatalog.Default.Count];
        var entries = new List<VideoEntry>();
        foreach (var (video, content) in videos.OrderBy(v => v.Video.Id, StringComparer.Ordinal))
        {
            var place = entries.Count;
            entries.Add(new VideoEntry(video.Id, TitleWords.NameOf(video), LengthOf(video, content), content));
            _places.Add(video.Id, place);
            Append(_videosOfContent, content.Hash, place);
            foreach (var word in TitleWords.Of(video, morphology))
            {
                Append(_videosOfTitleWord, word, place);
            }
            for (var clip = 0; clip < content.Clips.Length; clip++)
            {
                foreach (var tag in content.Clips[clip].Tags)
                {
                    Append(_clipsOfName, tag.Name, new NamePosting(place, clip, tag.Probability));
                }
            }
            foreach (var range in content.Ranges)
            {
                AddPosting(ofLabel, range.Label, place, range.Score, 0);
            }
            foreach (var track in content.Tracks)
            {
                AddPosting(ofLabel, track.Label, place, track.Score, track.ColourMask == 0 ? LabelPosting.UnknownColour : track.ColourMask);
            }
        }
        Videos = [.. entries];
        _videosOfLabel = [.. ofLabel.Select(list => list?.ToArray() ?? [])];
        TotalDurationSec = Videos.Sum(v => v.DurationSec);
        LineRuns = [.. Videos.Select((v, place) => new LineRun(place, v.Content.LineVectors)).Where(run => run.Rows.Count > 0)];
        LineVectorCount = LineRuns.Sum(run => run.Rows.Count);
        ClipCount = Videos.Sum(video => video.Content.Clips.Length);
    }

    // A picture has no duration; what is known of it stands in one clip.
    private static double LengthOf(VideoRecord video, Content content) =>
        video.DurationSec > 0 || content.Clips.Length == 0 ? video.DurationSec : content.Clips[^1].EndSec;

    private static void AddPosting(List<LabelPosting>?[] ofLabel, int label, int place, float score, int colours)
    {
        var list = ofLabel[label] ??= [];
        if (list.Count == 0 || list[^1].Video != place)
        {
            list.Add(new LabelPosting(place, score, colours));
        }
        else
        {
            list[^1] = new LabelPosting(place, Math.Max(list[^1].BestScore, score), list[^1].Colours | colours);
        }
    }

    public long Revision { get; }

    /// <summary>The space that its contents were described for.</summary>
    public string Space { get; }

    /// <summary>The words said and written.</summary>
    public Vocabulary Vocabulary => _vocabulary.Value;
    public VideoEntry[] Videos { get; }
    public double TotalDurationSec { get; }
    public int LineVectorCount { get; }

    /// <summary>Clips of all videos.</summary>
    public int ClipCount { get; }

    /// <summary>The videos' line vectors, side by side: a scan that went from video to video would wait for memory at each step.</summary>
    public LineRun[] LineRuns { get; }

    /// <summary>The videos in which the label was seen, ascending.</summary>
    public LabelPosting[] VideosOfLabel(int label) => _videosOfLabel[label];

    /// <summary>The clips that are likely to show what has this name of the joint space, ascending by video and clip.</summary>
    public IReadOnlyList<NamePosting> ClipsOfName(string name) => _clipsOfName.GetValueOrDefault(name) ?? [];

    /// <summary>Places of the videos whose name has the word, in its base form.</summary>
    public IReadOnlyList<int> VideosOfTitleWord(string word) => _videosOfTitleWord.GetValueOrDefault(word) ?? [];

    /// <summary>Places of the videos with these bytes.</summary>
    public IReadOnlyList<int> VideosOfContent(string hash) => _videosOfContent.GetValueOrDefault(hash) ?? [];

    /// <summary>The place of a video, or -1.</summary>
    public int PlaceOf(string videoId) => _places.GetValueOrDefault(videoId, -1);

    private static void Append<T>(Dictionary<string, List<T>> lists, string key, T place)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }
        list.Add(place);
    }
}

/// <summary>The line vectors of the video at a place.</summary>
internal readonly struct LineRun(int place, ByteRows rows)
{
    public readonly int Place = place;
    public readonly ByteRows Rows = rows;
    public readonly byte[] Bytes = rows.Bytes;
}
