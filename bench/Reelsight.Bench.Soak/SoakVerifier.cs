using System.Globalization;
using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Reelsight.Server.Hosting;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;
using Reelsight.TestSupport;

namespace Reelsight.Bench.Soak;

/// <summary>Compares what clients know with what is in the data folder.</summary>
internal sealed class SoakVerifier
{
    private const string Tenant = ReelsightServer.DefaultTenant;
    private const int PageLimit = 1000;

    private readonly string _dataDir;
    private readonly Ledger _ledger;
    private readonly World _world;
    private readonly ReelsightStores _stores;
    private readonly List<string> _violations = [];

    private SoakVerifier(string dataDir, Ledger ledger, World world, ReelsightStores stores) =>
        (_dataDir, _ledger, _world, _stores) = (dataDir, ledger, world, stores);

    /// <summary>Verifies everything; the server must have ended.</summary>
    public static async Task<(IReadOnlyList<string> Violations, IReadOnlyList<(string, string)> Counts)> VerifyAsync(
        string dataDir,
        Ledger ledger,
        World world
    )
    {
        using var stores = ReelsightStores.Open(dataDir, TimeProvider.System);
        var verifier = new SoakVerifier(dataDir, ledger, world, stores);
        await verifier.VerifyAssetsAsync();
        await verifier.VerifyVideosAsync();
        await verifier.VerifyAnnotationsAsync();
        await verifier.VerifyExportsAsync();
        await verifier.VerifyStoresAsync();
        await verifier.VerifyAnalysesAsync();
        await verifier.VerifyQueueAsync();
        verifier._violations.AddRange(ledger.WrongAnswers.Distinct().Select(answer => $"an answer that nobody may get: {answer}"));
        var kinds = ledger.Entries.GroupBy(entry => entry.Kind).OrderBy(group => group.Key, StringComparer.Ordinal);
        return (
            verifier._violations,
            [
                .. kinds.Select(kind =>
                    (
                        $"{kind.Key}: acknowledged, of those sent",
                        string.Create(CultureInfo.InvariantCulture, $"{kind.Count(entry => entry.Id is not null)} of {kind.Count()}")
                    )
                ),
                ("acknowledged and missing, done twice, or never ended", verifier._violations.Count.ToString(CultureInfo.InvariantCulture)),
            ]
        );
    }

    private void Expect(bool holds, string sentence)
    {
        if (!holds)
        {
            _violations.Add(sentence);
        }
    }

    // Each name was sent once: whatever is there twice was done twice.
    private void ExpectOnce(string kind, IEnumerable<string> names)
    {
        foreach (var twice in names.CountBy(name => name).Where(count => count.Value > 1))
        {
            _violations.Add($"{kind} {twice.Key} is there {twice.Value} times");
        }
    }

    private async Task VerifyAssetsAsync()
    {
        var assets = new List<AssetRecord>();
        for (var page = 1; ; page++)
        {
            var rows = (await _stores.Assets.ListAsync(Tenant, new AssetQuery(new PageWindow(page, PageLimit)), default)).Rows;
            assets.AddRange(rows);
            if (rows.Count < PageLimit)
            {
                break;
            }
        }
        ExpectOnce("the asset", assets.Select(asset => asset.Filename).Where(name => name.EndsWith(".jpg", StringComparison.Ordinal)));
        var byId = assets.ToDictionary(asset => asset.Id);
        var acknowledged = _ledger.Of(World.Asset).Where(entry => entry.Id is not null);
        foreach (var entry in acknowledged.Concat(_ledger.Of(World.Upload).Where(entry => entry.IsComplete)))
        {
            if (!byId.TryGetValue(entry.Id!, out var asset))
            {
                _violations.Add($"the asset {entry.Name} was acknowledged and is missing");
                continue;
            }
            Expect(asset.Status == AssetStatus.Ready, $"the asset {entry.Name} is {asset.Status}: {asset.Failure?.Message}");
            var path = asset.ContentHash is null ? null : _stores.Blobs.FindPath(Tenant, asset.ContentHash);
            Expect(
                path is not null && SoakClient.Hash(await File.ReadAllBytesAsync(path)) == entry.Sha256,
                $"the bytes of the asset {entry.Name} are not those that were sent"
            );
        }
        foreach (var asset in assets)
        {
            Expect(asset.Status is AssetStatus.Ready or AssetStatus.Failed, $"the asset {asset.Filename} never ended");
        }
    }

    private async Task VerifyVideosAsync()
    {
        VideoStatus[] all = Enum.GetValues<VideoStatus>();
        var videos = await _stores.Videos.ListAllAsync(Tenant, _world.IndexId, new VideoFilter { Statuses = all }, default);
        ExpectOnce("the video", videos.Select(video => video.Filename));
        var names = videos.ToDictionary(video => video.Filename, video => video);
        foreach (var entry in _ledger.Of(World.IndexingTask).Where(entry => entry.Id is not null))
        {
            Expect(names.ContainsKey(entry.Name), $"the video {entry.Name} was acknowledged and is missing");
            var task = await _stores.IndexingTasks.FindAsync(Tenant, entry.Id!, default);
            Expect(task is not null, $"the task of {entry.Name} was acknowledged and is missing");
        }
        foreach (var video in videos)
        {
            Expect(video.Status == VideoStatus.Ready, $"the video {video.Filename} is {video.Status}: {video.Failure?.Message}");
        }
    }

    private async Task VerifyAnnotationsAsync()
    {
        var annotations = await _stores.Annotations.ListAllAsync(Tenant, _world.LabelSetId, new AnnotationFilter(), default);
        ExpectOnce("the annotation", annotations.Select(annotation => annotation.ClientId ?? annotation.Id));
        var byId = annotations.ToDictionary(annotation => annotation.Id);
        foreach (var entry in _ledger.Of(World.Annotation).Where(entry => entry.Id is not null))
        {
            if (!byId.TryGetValue(entry.Id!, out var annotation))
            {
                _violations.Add($"the annotation {entry.Name} was acknowledged and is missing");
                continue;
            }
            Expect(
                annotation.Note == entry.Acknowledged || entry.Sent.Contains(annotation.Note!),
                $"the edit {entry.Acknowledged} of the annotation {entry.Name} was acknowledged, but it says {annotation.Note}"
            );
        }
    }

    private async Task VerifyExportsAsync()
    {
        foreach (var entry in _ledger.Of(World.Export).Where(entry => entry.Id is not null))
        {
            var export = await _stores.Exports.FindAsync(Tenant, entry.Id!, default);
            if (export is not { State: LabelJobStates.Ready })
            {
                _violations.Add($"the export {entry.Id} is {export?.State ?? "missing"}: {export?.Failure?.Message}");
                continue;
            }
            var path = Path.Combine(_dataDir, "exports", $"{entry.Id}.zip");
            using var zip = File.Exists(path) ? ZipFile.OpenRead(path) : null;
            Expect(
                zip?.Entries.Count > 0 && new FileInfo(path).Length == export.SizeBytes,
                $"the file of the export {entry.Id} is not whole"
            );
        }
    }

    private async Task VerifyStoresAsync()
    {
        var stores = await _stores.KnowledgeStores.ListAllAsync(Tenant, new ResourceFilter(), default);
        ExpectOnce("the knowledge store", stores.Select(store => store.Name));
        var ids = stores.Select(store => store.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in _ledger.Of(World.Store).Where(entry => entry.Id is not null))
        {
            Expect(entry.IsDeletionSent || ids.Contains(entry.Id!), $"the knowledge store {entry.Name} was acknowledged and is missing");
            Expect(!entry.IsDeleted || !ids.Contains(entry.Id!), $"the knowledge store {entry.Name} was deleted and is there");
        }
        var alive = _ledger.Of(World.Store).Where(entry => !entry.IsDeletionSent).Select(entry => entry.Id).ToHashSet();
        foreach (var item in _ledger.Of(World.Item).Where(entry => entry.Id is not null && alive.Contains(entry.Name)))
        {
            var video = await _stores.Videos.FindAsync(Tenant, null, item.Id!, default);
            Expect(
                video is { Status: VideoStatus.Ready or VideoStatus.Failed },
                $"the item {item.Id} was acknowledged and is {video?.Status.ToString() ?? "missing"}"
            );
        }
    }

    private async Task VerifyAnalysesAsync()
    {
        var tasks = (await _stores.AnalyzeTasks.ListAllAsync(Tenant, new ResourceFilter(), default)).ToDictionary(task => task.Id);
        foreach (var entry in _ledger.Of(World.Analysis).Where(entry => entry.Id is not null))
        {
            Expect(tasks.ContainsKey(entry.Id!), $"the analysis {entry.Id} was acknowledged and is missing");
        }
        foreach (var task in tasks.Values)
        {
            Expect(task.Status is "ready" or "failed" or "canceled", $"the analysis {task.Id} never ended: it is {task.Status}");
        }
        foreach (var batch in await _stores.AnalyzeBatches.ListAllAsync(Tenant, new ResourceFilter(), default))
        {
            Expect(batch.TaskIds.All(tasks.ContainsKey), $"the batch {batch.Id} lacks one of its tasks");
        }
    }

    private async Task VerifyQueueAsync()
    {
        Expect(await _stores.Queue.CountAsync(default) == 0, "there are jobs left that nobody does");
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_dataDir, "reelsight.db")};Pooling=False");
        await connection.OpenAsync();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        Expect(await command.ExecuteScalarAsync() as string == "ok", "the database is damaged");
    }
}
