using Reelsight.Search.Lexicon;
using Reelsight.Storage.Records;

namespace Reelsight.Search.Snapshots;

/// <summary>
/// Everything that search knows of an index at one revision. Immutable. Videos are in order of their ids and referred to by ordinal.
/// </summary>
internal sealed class IndexSnapshot
{
    private readonly LabelPosting[][] _videosByLabel;
    private readonly HashSet<int> _passageDimensions;
    private readonly Dictionary<string, List<NamePosting>> _clipsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _videosByTitleWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _videosByContent = new(StringComparer.Ordinal);
    private readonly Lazy<Vocabulary> _vocabulary;
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);

    public IndexSnapshot(
        long revision,
        string space,
        IEnumerable<(VideoRecord Video, IndexedContent Content)> videos,
        Morphology morphology
    )
    {
        (Revision, Space) = (revision, space);
        _vocabulary = new Lazy<Vocabulary>(() => new Vocabulary(Videos!.Select(video => video.Content)));
        var ofLabel = new List<LabelPosting>?[LabelCatalog.Default.Count];
        var entries = new List<VideoEntry>();
        foreach (var (video, content) in videos.OrderBy(v => v.Video.Id, StringComparer.Ordinal))
        {
            var place = entries.Count;
            entries.Add(new VideoEntry(video.Id, video.Title ?? video.Filename, GetDuration(video, content), content));
            _ordinals.Add(video.Id, place);
            AddPosting(_videosByContent, content.Hash, place);
            foreach (var word in TitleTokenizer.Tokenize(video.Title ?? Path.GetFileNameWithoutExtension(video.Filename), morphology))
            {
                AddPosting(_videosByTitleWord, word, place);
            }
            for (var clip = 0; clip < content.Clips.Length; clip++)
            {
                foreach (var tag in content.Clips[clip].Tags)
                {
                    AddPosting(_clipsByName, tag.Name, new NamePosting(place, clip, tag.Probability));
                }
            }
            foreach (var interval in content.LabelIntervals)
            {
                AddLabelPosting(ofLabel, interval.Label, place, interval.Score, 0);
            }
            foreach (var track in content.Tracks)
            {
                AddLabelPosting(
                    ofLabel,
                    track.Label,
                    place,
                    track.Score,
                    track.ColourMask == 0 ? LabelPosting.UnknownColour : track.ColourMask
                );
            }
        }
        Videos = [.. entries];
        _videosByLabel = [.. ofLabel.Select(list => list?.ToArray() ?? [])];
        TotalDurationSec = Videos.Sum(v => v.DurationSec);
        PassageRuns =
        [
            .. Videos.Select((v, place) => new PassageVectorRun(place, v.Content.PassageVectors)).Where(run => run.Rows.Count > 0),
        ];
        PassageVectorCount = PassageRuns.Sum(run => run.Rows.Count);
        _passageDimensions = [.. PassageRuns.Select(run => run.Rows.Dimension)];
        ClipCount = Videos.Sum(video => video.Content.Clips.Length);
    }

    /// <summary>Whether any passage has a vector of a text space.</summary>
    public bool HasPassagesIn(TextSpace space) => _passageDimensions.Contains(space.Dimension);

    // A still image has no duration; its one clip has.
    private static double GetDuration(VideoRecord video, IndexedContent content) =>
        video.DurationSec > 0 || content.Clips.Length == 0 ? video.DurationSec : content.Clips[^1].EndSec;

    private static void AddLabelPosting(List<LabelPosting>?[] ofLabel, int label, int place, float score, int colours)
    {
        var list = ofLabel[label] ??= [];
        if (list.Count == 0 || list[^1].Video != place)
        {
            list.Add(new LabelPosting(place, score, colours));
        }
        else
        {
            list[^1] = new LabelPosting(place, Math.Max(list[^1].BestScore, score), list[^1].ColourMask | colours);
        }
    }

    public long Revision { get; }

    /// <summary>The visual space that its media contents were described in.</summary>
    public string Space { get; }

    /// <summary>The words of speech and on-screen text.</summary>
    public Vocabulary Vocabulary => _vocabulary.Value;
    public VideoEntry[] Videos { get; }
    public double TotalDurationSec { get; }
    public int PassageVectorCount { get; }

    /// <summary>Clips of all videos.</summary>
    public int ClipCount { get; }

    /// <summary>The passage vectors of all videos, gathered so that a scan reads memory in sequence.</summary>
    public PassageVectorRun[] PassageRuns { get; }

    /// <summary>The videos in which the label was seen, ascending.</summary>
    public LabelPosting[] GetVideosWithLabel(int label) => _videosByLabel[label];

    /// <summary>The clips that are likely to show a class of the joint space, ascending by video and clip.</summary>
    public IReadOnlyList<NamePosting> GetClipsWithName(string name) => _clipsByName.GetValueOrDefault(name) ?? [];

    /// <summary>Ordinals of the videos whose title has a word, given in its base form.</summary>
    public IReadOnlyList<int> GetVideosWithTitleWord(string word) => _videosByTitleWord.GetValueOrDefault(word) ?? [];

    /// <summary>Ordinals of the videos with a media content.</summary>
    public IReadOnlyList<int> GetVideosWithContent(string hash) => _videosByContent.GetValueOrDefault(hash) ?? [];

    /// <summary>The ordinal of a video, or -1.</summary>
    public int OrdinalOf(string videoId) => _ordinals.GetValueOrDefault(videoId, -1);

    private static void AddPosting<T>(Dictionary<string, List<T>> lists, string key, T place)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }
        list.Add(place);
    }
}
