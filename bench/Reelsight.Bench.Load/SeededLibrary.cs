using Microsoft.Data.Sqlite;
using Reelsight.Server.Hosting;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;
using Reelsight.TestSupport;

namespace Reelsight.Bench.Load;

/// <summary>One operation of the mix: a name, and the path of a request.</summary>
internal sealed record LoadOperation(string Name, Func<Random, string> Path);

/// <summary>
/// A tenant with one large index among some small ones. One video goes through the stores; the others are copies of its rows.
/// </summary>
internal sealed class SeededLibrary
{
    private const string Tenant = ReelsightServer.DefaultTenant;
    private const int SmallIndexes = 30;
    private const int Limit = 10;
    private readonly string _index;
    private readonly int _videos;

    private SeededLibrary(string index, int videos) => (_index, _videos) = (index, videos);

    /// <summary>Fills the folder unless it is filled already.</summary>
    public static async Task<SeededLibrary> OpenAsync(string folder, int videos)
    {
        string? indexId;
        using (var stores = ReelsightStores.Open(folder, TimeProvider.System))
        {
            var known = await stores.Indexes.ListAsync(
                Tenant,
                new IndexQuery(new PageWindow(1, 1), SortOrder.NewestFirst) { Name = "large" },
                CancellationToken.None
            );
            if (known.Rows is [var index])
            {
                return new SeededLibrary(index.Id, videos);
            }

            indexId = await SeedAsync(stores);
        }
        await using var database = new SqliteConnection($"Data Source={Path.Combine(folder, "reelsight.db")};Pooling=False");
        await database.OpenAsync();
        foreach (var sql in Copies(videos))
        {
            using var command = database.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
        return new SeededLibrary(indexId, videos);
    }

    /// <summary>The mix: what clients ask most, single records and pages from anywhere in the lists.</summary>
    public IReadOnlyList<LoadOperation> Operations() =>
        [
            new("get index", _ => $"indexes/{_index}"),
            new("list indexes", r => $"indexes?page={r.Next(1, 4)}"),
            new("get video", r => $"indexes/{_index}/videos/{Id('a', r)}"),
            new("list videos", r => $"indexes/{_index}/videos?page={r.Next(1, Pages + 1)}&page_limit={Limit}"),
            new("get task", r => $"tasks/{Id('b', r)}"),
            new("list tasks", r => $"tasks?index_id={_index}&page={r.Next(1, Pages + 1)}&page_limit={Limit}"),
            new("get asset", r => $"assets/{Id('c', r)}"),
            new("list assets", r => $"assets?page={r.Next(1, Pages + 1)}&page_limit={Limit}"),
        ];

    /// <summary>The large index.</summary>
    public string IndexId => _index;

    /// <summary>One page of the large index's videos.</summary>
    public LoadOperation Page(int page) => new($"page {page}", _ => $"indexes/{_index}/videos?page={page}&page_limit={Limit}");

    /// <summary>One page of all tasks.</summary>
    public LoadOperation TasksPage(int page) => new($"page {page}", _ => $"tasks?page={page}&page_limit={Limit}");

    // Lists are read up to page 1,000, as far as the bar says that they are flat.
    private int Pages => Math.Min(1000, _videos / Limit);

    private string Id(char kind, Random random) => $"{kind}{random.Next(1, _videos + 1):x23}";

    private static async Task<string> SeedAsync(ReelsightStores stores)
    {
        var now = TimeProvider.System.GetUtcNow();
        IndexRecord Index(string name) =>
            new()
            {
                Id = stores.Ids.Next(),
                TenantId = Tenant,
                Name = name,
                Models = [new("marengo3.0", ["visual", "audio"])],
                Addons = ["thumbnail"],
                CreatedAt = now,
                UpdatedAt = now,
            };
        for (var i = 0; i < SmallIndexes; i++)
        {
            await stores.Indexes.AddAsync(Index($"small {i}"), CancellationToken.None);
        }

        var large = Index("large");
        await stores.Indexes.AddAsync(large, CancellationToken.None);
        var asset = new AssetRecord
        {
            Id = $"c{0:x23}",
            TenantId = Tenant,
            Method = AssetMethod.Direct,
            Status = AssetStatus.Ready,
            Filename = "film.mp4",
            FileType = "video/mp4",
            ContentHash = new string('0', 64),
            SizeBytes = 4_000_000,
            DurationSec = 60,
            Fps = 25,
            Width = 1280,
            Height = 720,
            CreatedAt = now,
            UpdatedAt = now,
            TechnicalMetadataJson = """
                {"file_size_bytes":4000000,"file_mime_type":"video/mp4","file_container_format":"mp4","video_codec":"h264",
                 "video_width":1280,"video_height":720,"has_audio":true}
                """,
        };
        var video = new VideoRecord
        {
            Id = $"a{0:x23}",
            TenantId = Tenant,
            IndexId = large.Id,
            AssetId = asset.Id,
            ContentHash = asset.ContentHash,
            Status = VideoStatus.Ready,
            Filename = asset.Filename,
            DurationSec = 60,
            Fps = 25,
            Width = 1280,
            Height = 720,
            SizeBytes = 4_000_000,
            EnableVideoStream = true,
            Hls = ArtefactStatus.Ready,
            IndexedAt = now,
            CreatedAt = now,
            UpdatedAt = now,
            UserMetadataJson = """{"category":"sports","camera":7}""",
        };
        var task = new IndexingTaskRecord
        {
            Id = $"b{0:x23}",
            TenantId = Tenant,
            IndexId = large.Id,
            VideoId = video.Id,
            Status = IndexingTaskStatus.Ready,
            Filename = asset.Filename,
            DurationSec = 60,
            Width = 1280,
            Height = 720,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await stores.Videos.AddWithAssetAsync(asset, video, task, new JobRequest(Tenant, "index_video", video.Id), CancellationToken.None);
        await stores.Queue.CancelAsync(Tenant, video.Id, CancellationToken.None);
        return large.Id;
    }

    // What differs from row to row: ids, the name, the content, and when it was made.
    private static IEnumerable<string> Copies(int videos)
    {
        yield return Copy("assets", videos, ("id", Hex('c')), ("content_hash", "printf('%064x', n)"));
        yield return Copy("videos", videos, ("id", Hex('a')), ("asset_id", Hex('c')), ("content_hash", "printf('%064x', n)"));
        yield return Copy("tasks", videos, ("id", Hex('b')), ("video_id", Hex('a')));
    }

    private static string Copy(string table, int videos, params (string Column, string Value)[] own)
    {
        var changed = own.Concat([
                ("filename", "'film-' || n || '.mp4'"),
                ("created_at", "created_at + n * 10000"),
                ("updated_at", "updated_at + n * 10000"),
            ])
            .ToDictionary(c => c.Item1, c => c.Item2);
        var columns = Columns[table].Split(' ');
        return $"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {videos})
            INSERT INTO {table} ({string.Join(", ", columns)})
            SELECT {string.Join(", ", columns.Select(c => changed.GetValueOrDefault(c, c)))} FROM numbers, (SELECT * FROM {table})
            """;
    }

    private static string Hex(char kind) => $"'{kind}' || printf('%023x', n)";

    private static readonly Dictionary<string, string> Columns = new()
    {
        ["assets"] =
            "tenant_id id method status filename file_type source_url content_hash size_bytes duration_sec fps width "
            + "height technical_metadata_json user_metadata_json hls thumbnail failure created_at updated_at",
        ["videos"] =
            "tenant_id id index_id asset_id content_hash status filename title duration_sec fps width height "
            + "size_bytes enable_video_stream hls user_metadata_json failure indexed_at created_at updated_at",
        ["tasks"] = "tenant_id id index_id video_id status filename duration_sec width height failure created_at updated_at",
    };
}
