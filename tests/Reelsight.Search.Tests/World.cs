using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Reelsight.Models;
using Reelsight.Models.Text;
using Reelsight.Search.Vectors;
using Reelsight.Storage;
using Reelsight.TestSupport;

namespace Reelsight.Search.Tests;

/// <summary>A data folder with one index, filled by hand, and a search engine on it.</summary>
public sealed class World : IDisposable
{
    public const string Tenant = "tenant-a";

    private readonly TemporaryFolder _folder = new();
    private readonly SharedParts _parts;
    private readonly SearchOptions _options;
    private VectorIndexes _vectors;
    private int _hashes;

    private World(SharedParts parts, SearchOptions options)
    {
        (_parts, _options) = (parts, options);
        Stores = ReelsightStores.Open(_folder.Path, Clock);
        OpenEngine();
    }

    public ManualClock Clock { get; } = new();
    public ReelsightStores Stores { get; }
    public SearchEngine Engine { get; private set; }

    /// <summary>What was said of damaged vectors.</summary>
    public List<string> VectorReports { get; } = [];

    public string VectorFolder => Path.Combine(_folder.Path, "vectors");
    public string IndexId { get; private set; } = "";

    public static async Task<World> CreateAsync(SharedParts parts, SearchOptions? options = null)
    {
        var world = new World(parts, options ?? new SearchOptions());
        world.IndexId = await world.AddIndexAsync("main");
        return world;
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

    public string NewHash() => (++_hashes).ToString("x64", CultureInfo.InvariantCulture);

    /// <summary>Adds a ready video; returns its id.</summary>
    public async Task<string> AddAsync(
        string filename,
        double durationSec,
        IEnumerable<Evidence> evidence,
        string? hash = null,
        string? title = null,
        string? indexId = null,
        string? metadataJson = null,
        float[][]? looks = null,
        Func<Described, Described>? with = null
    )
    {
        hash ??= NewHash();
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
        await Stores.Described.PutAsync(
            Tenant,
            hash,
            "1",
            with is null ? Describe(durationSec, evidence, looks) : with(Describe(durationSec, evidence, looks)),
            CancellationToken.None
        );
        await Stores.Videos.AddAsync(video, null, new JobRequest(Tenant, "index_video", video.Id), CancellationToken.None);
        return video.Id;
    }

    /// <summary>Clips of 6 s with this evidence; <paramref name="looks"/> has a vector for each clip.</summary>
    public Described Describe(double durationSec, IEnumerable<Evidence> evidence, float[][]? looks = null)
    {
        var facts = evidence.OrderBy(fact => fact.StartSec).ToList();
        var clips = new List<Clip>();
        for (var start = 0.0; start < durationSec; start += 6)
        {
            clips.Add(new Clip(start, Math.Min(start + 6, durationSec), FormattableString.Invariant($"thumbnails/{start}.jpg")));
        }
        var vectors = new float[facts.Count * TextEncoder.Dimensions];
        for (var i = 0; i < facts.Count; i++)
        {
            if (facts[i].Kind != EvidenceKind.Object)
            {
                _parts.Encode(facts[i].Text).CopyTo(vectors, i * TextEncoder.Dimensions);
            }
        }
        return new Described
        {
            Clips = clips,
            Evidence = facts,
            Vectors =
            [
                new VectorSet(TextEncoder.Space, VectorUnit.Evidence, TextEncoder.Dimensions, vectors),
                .. looks is null
                    ? (VectorSet[])[]
                    : [new VectorSet(LookSpace.Name, VectorUnit.Clip, looks[0].Length, [.. looks.SelectMany(look => look)])],
            ],
            HasSound = true,
        };
    }

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

    [MemberNotNull(nameof(Engine), nameof(_vectors))]
    private void OpenEngine()
    {
        _vectors = new VectorIndexes(_folder.Path, Stores.Described, VectorReports.Add);
        Engine = new SearchEngine(
            Stores.Indexes,
            Stores.Videos,
            Stores.Described,
            Stores.Spaces,
            _vectors,
            _parts.Encode,
            _parts.WordNet,
            _options,
            _ => _parts.Joint
        );
    }
}
