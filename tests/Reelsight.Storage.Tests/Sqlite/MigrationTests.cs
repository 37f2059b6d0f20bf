using Microsoft.Data.Sqlite;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;
using Reelsight.TestSupport;

namespace Reelsight.Storage.Tests.Sqlite;

/// <summary>Every schema that was ever committed becomes the present one, with all rows; a newer one is refused.</summary>
public sealed class MigrationTests : IDisposable
{
    private const string Tenant = "tenant-a";
    private const string FilenameIndex = "CREATE INDEX videos_by_filename ON videos (tenant_id, index_id, filename);";

    private static readonly string Index = "0123456789abcdef01234567";
    private static readonly string Hash = new('a', 64);
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    /// <summary>The number of migrations applied, and whether the first was that of the first commit, which had an index less.</summary>
    public static TheoryData<int, bool> Schemas()
    {
        var data = new TheoryData<int, bool>();
        for (var version = 1; version <= LoadMigrations().Count; version++)
        {
            data.Add(version, false);
            data.Add(version, true);
        }
        return data;
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task Every_earlier_schema_is_upgraded_with_all_of_its_rows(int version, bool first)
    {
        Create(version, first);
        using (var stores = ReelsightStores.Open(_folder.Path, _clock))
        {
            var ct = CancellationToken.None;
            var index = Assert.Single(await stores.Indexes.ListAllAsync(ct));
            Assert.Equal((Index, "films"), (index.IndexId, (await stores.Indexes.FindAsync(Tenant, Index, ct))!.Name));
            var video = Assert.Single(await stores.Videos.ListAllAsync(Tenant, Index, new VideoFilter(), ct));
            Assert.Equal(("clip.mp4", Hash, 12.5), (video.Filename, video.ContentHash, video.DurationSec));
            Assert.Equal(AssetStatus.Ready, (await stores.Assets.FindAsync(Tenant, video.AssetId, ct))!.Status);
            Assert.NotNull(await stores.IndexingTasks.FindAsync(Tenant, video.Id, ct));
            Assert.Equal(1, await stores.Queue.CountAsync(ct));
            Assert.Equal([1, 2, 3], await stores.StageOutputs.FindAsync(Tenant, Hash, "stage", "1", ct));
            if (version >= 2)
            {
                Assert.Equal("mine", Assert.Single(await stores.LabelSets.ListAllAsync(Tenant, new ResourceFilter(), ct)).Name);
            }
            // Totals come from counters: those of rows from before the counters must be right as well.
            Assert.Equal(
                1,
                (await stores.Videos.ListAsync(Tenant, Index, new VideoFilter(), SortOrder.NewestFirst, new PageWindow(1, 10), ct)).Total
            );
        }
        Assert.Equal(["ok"], Query("PRAGMA integrity_check"));
        Assert.Empty(Query("PRAGMA foreign_key_check"));
        Assert.Equal(ReadSchema(CreateFresh()), ReadSchema(_folder.Combine("reelsight.db")));
    }

    [Fact]
    public void A_newer_schema_is_refused_with_the_way_out_and_left_as_it_is()
    {
        var known = LoadMigrations().Count;
        Create(known, first: false);
        Query($"INSERT INTO schema_versions VALUES ({known + 1}, 0)");
        var before = Convert.ToHexString(File.ReadAllBytes(_folder.Combine("reelsight.db")));

        var failure = Assert.Throws<NewerSchemaException>(() => ReelsightStores.Open(_folder.Path, _clock));

        Assert.Contains($"schema {known + 1}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("start the newer version that wrote it, or restore a backup", failure.Message, StringComparison.Ordinal);
        Assert.Equal([$"{known + 1}"], Query("SELECT MAX(version) FROM schema_versions"));
        Assert.Equal(before, Convert.ToHexString(File.ReadAllBytes(_folder.Combine("reelsight.db"))));
    }

    [Fact]
    public void An_upgrade_that_fails_leaves_the_schema_as_it_was()
    {
        Create(1, first: false);
        Query("CREATE TABLE resources (a TEXT)"); // in the way of the second migration
        Assert.Throws<SqliteException>(() => ReelsightStores.Open(_folder.Path, _clock));
        Assert.Equal(["1"], Query("SELECT MAX(version) FROM schema_versions"));
        Query("DROP TABLE resources");
        ReelsightStores.Open(_folder.Path, _clock).Dispose();
        Assert.Equal([$"{LoadMigrations().Count}"], Query("SELECT MAX(version) FROM schema_versions"));
    }

    private static List<string> LoadMigrations()
    {
        var assembly = typeof(StorageServiceCollectionExtensions).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return reader.ReadToEnd();
                }),
        ];
    }

    // As a program of that time left it: its migrations, and some rows.
    private void Create(int version, bool first)
    {
        Query("PRAGMA journal_mode = WAL");
        Query("CREATE TABLE schema_versions (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT");
        foreach (var (sql, at) in LoadMigrations().Take(version).Select((sql, at) => (sql, at + 1)))
        {
            Assert.True(at > 1 || sql.Contains(FilenameIndex, StringComparison.Ordinal));
            Query(first ? sql.Replace(FilenameIndex, "", StringComparison.Ordinal) : sql);
            Query($"INSERT INTO schema_versions VALUES ({at}, 0)");
            if (at == 1)
            {
                AddRows();
            }
            if (at == 2)
            {
                Query(
                    "INSERT INTO resources (tenant_id, kind, id, name, body, created_at, updated_at) VALUES "
                        + $"('{Tenant}', 'label_set', 's1', 'mine', '{LabelSet()}', 0, 0)"
                );
            }
        }
    }

    private static string LabelSet() =>
        $"{{\"id\":\"s1\",\"tenant_id\":\"{Tenant}\",\"index_id\":\"{Index}\",\"name\":\"mine\",\"density\":\"scene\",\"labels\":[],"
        + "\"version\":1,\"created_at\":\"2026-11-22T00:00:00+00:00\",\"updated_at\":\"2026-11-22T00:00:00+00:00\"}";

    private void AddRows()
    {
        var id = "0123456789abcdef0123456a";
        Query($"INSERT INTO tenants VALUES ('{Tenant}', 0)");
        Query($"INSERT INTO indexes VALUES ('{Tenant}', '{Index}', 'films', '[]', '[]', 1, 0, 0)");
        Query(
            "INSERT INTO assets (tenant_id, id, method, status, filename, file_type, content_hash, hls, thumbnail, created_at, updated_at) "
                + $"VALUES ('{Tenant}', '{id}', 0, {(int)AssetStatus.Ready}, 'clip.mp4', 'video/mp4', '{Hash}', 0, 0, 0, 0)"
        );
        Query(
            "INSERT INTO videos (tenant_id, id, index_id, asset_id, content_hash, status, filename, duration_sec, fps, width, height, "
                + "size_bytes, enable_video_stream, hls, created_at, updated_at) "
                + $"VALUES ('{Tenant}', '{id}', '{Index}', '{id}', '{Hash}', {(int)VideoStatus.Ready}, 'clip.mp4', 12.5, 25, 640, 360, "
                + "99, 0, 0, 0, 0)"
        );
        Query(
            "INSERT INTO tasks VALUES "
                + $"('{Tenant}', '{id}', '{Index}', '{id}', {(int)IndexingTaskStatus.Ready}, 'clip.mp4', 12.5, 640, 360, NULL, 0, 0)"
        );
        Query($"INSERT INTO stage_outputs VALUES ('{Tenant}', '{Hash}', 'stage', '1', x'010203')");
        Query(
            $"INSERT INTO jobs (tenant_id, kind, subject_id, state, due_at, attempt) VALUES ('{Tenant}', 'index_video', '{id}', 0, 0, 0)"
        );
    }

    private string CreateFresh()
    {
        var fresh = _folder.Combine("fresh");
        ReelsightStores.Open(fresh, _clock).Dispose();
        return Path.Combine(fresh, "reelsight.db");
    }

    private static List<string> ReadSchema(string path) =>
        Query(path, "SELECT type || ' ' || name || ' ' || replace(COALESCE(sql, ''), 'IF NOT EXISTS ', '') FROM sqlite_schema ORDER BY 1");

    private List<string> Query(string sql) => Query(_folder.Combine("reelsight.db"), sql);

    private static List<string> Query(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetValue(0).ToString()!);
        }
        return rows;
    }
}
