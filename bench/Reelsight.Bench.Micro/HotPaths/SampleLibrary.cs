using System.Globalization;
using Reelsight.Core.Descriptions;
using Reelsight.Search;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Matching;
using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;
using Reelsight.TestSupport;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>An index of 200 videos in memory, each with a minute and a half of a dense hour, and a query to it.</summary>
internal sealed class SampleLibrary
{
    private const int Videos = 200;
    private const int Parts = 40;
    private const double PartSec = SyntheticHour.LengthSec / Parts;

    private readonly SearchOptions _options = new();
    private readonly SearchQuery _query = new()
    {
        TenantId = "micro",
        IndexId = "micro",
        Text = "a red car, then a person within 30 seconds",
        Modalities = Modalities.Visual | Modalities.Audio,
    };

    public SampleLibrary()
    {
        var wordNet = WordNet.Open();
        var hour = SyntheticHour.Create();
        IndexedContent[] contents = [.. Enumerable.Range(0, Parts).Select(part => CreateContent(hour, part))];
        Snapshot = new IndexSnapshot(
            revision: 1,
            space: "",
            Enumerable.Range(0, Videos).Select(number => (CreateVideo(number), contents[number % Parts])),
            wordNet.Morphology
        );
        Parsed = CreateParser(wordNet).Parse(_query.Text);
        Filter = new EvidenceFilter(_query);
    }

    /// <summary>The videos.</summary>
    public IndexSnapshot Snapshot { get; }

    /// <summary>The query.</summary>
    public ParsedQuery Parsed { get; }

    /// <summary>The evidence that the query admits.</summary>
    public EvidenceFilter Filter { get; }

    /// <summary>The parser with the detector's labels.</summary>
    public static QueryParser CreateParser(WordNet wordNet) => new(wordNet, new LabelResolver(wordNet, LabelCatalog.Default));

    /// <summary>Matches each clause of the query with all videos.</summary>
    public ClauseMatcher[] MatchClauses()
    {
        var pool = new VideoPool(Snapshot, ids: null);
        return
        [
            .. Parsed.Clauses.Select(clause => new ClauseMatcher(
                _query,
                clause,
                _options,
                Snapshot,
                pool,
                Filter,
                passages: new PassageHits(),
                excluded: new PassageHits(),
                images: null,
                joint: null
            )),
        ];
    }

    /// <summary>The best moments, best first.</summary>
    public List<(double Score, MomentCandidate Moment)> Rank(ClauseMatcher[] clauses) =>
        new MomentRetriever(_query, clauses, Parsed.Links, _options, Snapshot).Retrieve();

    private static IndexedContent CreateContent(MediaDescription hour, int part)
    {
        var (start, end) = (part * PartSec, (part + 1) * PartSec);
        var stored = new StoredDescription(
            CreateHash(part),
            Version: "1",
            [.. Enumerable.Range(0, (int)(PartSec / 6)).Select(clip => new Clip(clip * 6, (clip + 1) * 6, Thumbnail: null))],
            [.. hour.Evidence.Where(found => found.StartSec >= start && found.EndSec <= end).Select(found => Shift(found, -start))],
            Vectors: [],
            HasAudio: true,
            LoudnessDb: [],
            Brightness: []
        );
        return IndexedContent.From(stored, textSpaces: []);
    }

    private static Evidence Shift(Evidence found, double bySec) =>
        found with
        {
            StartSec = found.StartSec + bySec,
            EndSec = found.EndSec + bySec,
            Sightings = [.. found.Sightings.Select(sighting => sighting with { TimeSec = sighting.TimeSec + bySec })],
        };

    private static VideoRecord CreateVideo(int number) =>
        new()
        {
            Id = number.ToString("x24", CultureInfo.InvariantCulture),
            TenantId = "micro",
            IndexId = "micro",
            AssetId = number.ToString("x24", CultureInfo.InvariantCulture),
            ContentHash = CreateHash(number % Parts),
            Status = VideoStatus.Ready,
            Filename = $"street-{number}.mp4",
            DurationSec = PartSec,
            CreatedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };

    private static string CreateHash(int part) => part.ToString("x64", CultureInfo.InvariantCulture);
}
