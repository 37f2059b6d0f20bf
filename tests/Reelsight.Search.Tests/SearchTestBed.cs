using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Inference.Embeddings;
using Reelsight.Search.Duplicates;
using Reelsight.Search.Engine;
using Reelsight.Search.Matching;
using Reelsight.Search.Snapshots;
using Reelsight.Search.VectorSync;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.TestSupport;

namespace Reelsight.Search.Tests;

/// <summary>A data folder with one index, filled by hand, and a search engine on it.</summary>
public sealed class SearchTestBed : IDisposable
{
    public const string Tenant = "tenant-a";

    private readonly TemporaryFolder _folder = new();
    private readonly SharedModels _models;
    private readonly SearchOptions _options;
    private TenantVectorIndexes _vectors;
    private Func<ITaughtMoments?, SearchEngine> _createEngine;
    private int _hashes;

    private SearchTestBed(SharedModels models, SearchOptions options)
    {
        (_models, _options) = (models, options);
        Stores = ReelsightStores.Open(_folder.Path, Clock);
        OpenEngine();
    }

    public ManualClock Clock { get; } = new();
    public ReelsightStores Stores { get; }
    public SearchEngine Engine { get; private set; }
    public IndexWarmUp WarmUp { get; private set; }
    public VectorMaintenance Maintenance { get; private set; }
    public DuplicateSearch Duplicates { get; private set; }

    /// <summary>What was said of damaged vectors.</summary>
    public List<string> VectorReports { get; } = [];

    public string VectorFolder => Path.Combine(_folder.Path, "vectors");
    public string IndexId { get; private set; } = "";

    public static async Task<SearchTestBed> CreateAsync(SharedModels models, SearchOptions? options = null)
    {
        var testBed = new SearchTestBed(models, options ?? new SearchOptions());
        testBed.IndexId = await testBed.AddIndexAsync("main");
        return testBed;
    }

    public async Task<string> AddIndexAsync(string name)
    {
        var index = new IndexRecord
        {
            Id = Stores.Ids.Next(),
            TenantId = Tenant,
            Name = name,
            Models = [new IndexModel("marengo3.0", ["visual", "audio"])],
            Addons = [],
            CreatedAt = Clock.GetUtcNow(),
            UpdatedAt = Clock.GetUtcNow(),
        };
        await Stores.Indexes.AddAsync(index, CancellationToken.None);
        return index.Id;
    }

    public string CreateHash() => (++_hashes).ToString("x64", CultureInfo.InvariantCulture);

    /// <summary>Adds a ready video; returns its id.</summary>
    public async Task<string> AddAsync(
        string filename,
        double durationSec,
        IEnumerable<Evidence> evidence,
        string? hash = null,
        string? title = null,
        string? indexId = null,
        string? metadataJson = null,
        float[][]? features = null,
        Func<MediaDescription, MediaDescription>? with = null
    )
    {
        hash ??= CreateHash();
        Clock.Advance(TimeSpan.FromSeconds(1)); // ids made later sort later
        var now = Clock.GetUtcNow();
        var asset = new AssetRecord
        {
            Id = Stores.Ids.Next(),
            TenantId = Tenant,
            Method = AssetMethod.Direct,
            Status = AssetStatus.Ready,
            Filename = filename,
            FileType = "video/mp4",
            ContentHash = hash,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var video = new VideoRecord
        {
            Id = Stores.Ids.Next(),
            TenantId = Tenant,
            IndexId = indexId ?? IndexId,
            AssetId = asset.Id,
            ContentHash = hash,
            Status = VideoStatus.Ready,
            Filename = filename,
            Title = title,
            DurationSec = durationSec,
            UserMetadataJson = metadataJson,
            IndexedAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await Stores.Assets.AddAsync(asset, null, CancellationToken.None);
        await Stores.Descriptions.PutAsync(
            Tenant,
            hash,
            "1",
            with is null ? CreateDescription(durationSec, evidence, features) : with(CreateDescription(durationSec, evidence, features)),
            CancellationToken.None
        );
        await Stores.Videos.AddAsync(video, null, new JobRequest(Tenant, "index_video", video.Id), CancellationToken.None);
        return video.Id;
    }

    /// <summary>Clips of 6 s with this evidence; <paramref name="features"/> has a vector for each clip.</summary>
    public MediaDescription CreateDescription(
        double durationSec,
        IEnumerable<Evidence> evidence,
        float[][]? features = null,
        TextSpace? texts = null
    )
    {
        texts ??= _options.TextSpaces[0];
        var facts = evidence.OrderBy(fact => fact.StartSec).ToList();
        var clips = new List<Clip>();
        for (var start = 0.0; start < durationSec; start += 6)
        {
            clips.Add(new Clip(start, Math.Min(start + 6, durationSec), FormattableString.Invariant($"thumbnails/{start}.jpg")));
        }
        var vectors = new float[facts.Count * texts.Dimension];
        for (var i = 0; i < facts.Count; i++)
        {
            if (facts[i].Kind != EvidenceKind.Object)
            {
                _models.Encode(texts.Name, facts[i].Text).CopyTo(vectors, i * texts.Dimension);
            }
        }
        return new MediaDescription
        {
            Clips = clips,
            Evidence = facts,
            Vectors =
            [
                new VectorSet(texts.Name, VectorUnit.Evidence, texts.Dimension, vectors),
                .. features is null
                    ? (VectorSet[])[]
                    :
                    [
                        new VectorSet(
                            VisualSimilaritySpace.Name,
                            VectorUnit.Clip,
                            features[0].Length,
                            [.. features.SelectMany(vector => vector)]
                        ),
                    ],
            ],
            HasAudio = true,
        };
    }

    /// <summary>From now on also finds what <paramref name="taught"/> finds.</summary>
    public void Teach(ITaughtMoments taught) => Engine = _createEngine(taught);

    public Task<SearchResult> SearchAsync(
        string text,
        Modalities modalities = Modalities.Visual | Modalities.Audio,
        Func<SearchQuery, SearchQuery>? with = null
    )
    {
        var query = new SearchQuery
        {
            TenantId = Tenant,
            IndexId = IndexId,
            Text = text,
            Modalities = modalities,
        };
        return Engine.SearchAsync(with?.Invoke(query) ?? query, CancellationToken.None);
    }

    /// <summary>Ends the search engine, lets something happen to its files, and starts another.</summary>
    public void Reopen(Action? meanwhile = null)
    {
        _vectors.Dispose();
        meanwhile?.Invoke();
        OpenEngine();
    }

    public void Dispose()
    {
        _vectors.Dispose();
        Stores.Dispose();
        _folder.Dispose();
    }

    [MemberNotNull(nameof(Engine), nameof(WarmUp), nameof(Maintenance), nameof(Duplicates), nameof(_vectors), nameof(_createEngine))]
    private void OpenEngine()
    {
        _vectors = new TenantVectorIndexes(_folder.Path, Stores.Descriptions, VectorReports.Add);
        var snapshots = new SnapshotCache(
            Stores.Indexes,
            Stores.Videos,
            Stores.Descriptions,
            Stores.VisualSpaces,
            _vectors,
            _models.WordNet,
            _options
        );
        var joint = new JointRetrievers(_models.WordNet, snapshots, _options, _ => _models.Joint);
        _createEngine = taught => new SearchEngine(
            Stores.Videos,
            Stores.Descriptions,
            snapshots,
            joint,
            _models.Encode,
            _models.WordNet,
            _options,
            taught
        );
        Engine = _createEngine(null);
        WarmUp = new IndexWarmUp(Stores.Indexes, snapshots, joint);
        Maintenance = new VectorMaintenance(Stores.Indexes, Stores.VisualSpaces, _vectors, joint, _options);
        Duplicates = new DuplicateSearch(snapshots, _options);
    }
}
