using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.TestSupport;

namespace Reelsight.Storage.CrashProgram;

/// <summary>
/// A program that works on a data folder until it is killed, and says on its standard output what was acknowledged to it.
/// The first argument names the work, the second the folder.
/// </summary>
public static class CrashingProgram
{
    public const string AddVideos = "add-videos";
    public const string PutBlob = "put-blob";
    public const string AddBatches = "add-batches";
    public const string AddHalfABatch = "add-half-a-batch";
    public const string IndexId = "0123456789abcdef01234567";
    public const string Tenant = "tenant-a";

    private static async Task Main(string[] arguments)
    {
        using var stores = ReelsightStores.Open(arguments[1], TimeProvider.System);
        switch (arguments[0])
        {
            case AddVideos:
                await AddVideosForeverAsync(stores);
                break;
            case PutBlob:
                await stores.Blobs.PutAsync(Tenant, new EndlessStream(), long.MaxValue, CancellationToken.None);
                break;
            case AddBatches:
                while (true)
                {
                    await AddBatchAsync(stores, () => Task.CompletedTask);
                }
            case AddHalfABatch:
                await AddBatchAsync(stores, () => Task.Delay(Timeout.Infinite));
                break;
            default:
                throw new ArgumentException($"There is no work named {arguments[0]}.");
        }
    }

    private static async Task AddVideosForeverAsync(ReelsightStores stores)
    {
        var now = TimeProvider.System.GetUtcNow();
        while (true)
        {
            var id = stores.Ids.Next();
            var asset = new AssetRecord
            {
                Id = id,
                TenantId = Tenant,
                Method = AssetMethod.Direct,
                Status = AssetStatus.Ready,
                Filename = "clip.mp4",
                FileType = "video/mp4",
                CreatedAt = now,
                UpdatedAt = now,
            };
            var video = new VideoRecord
            {
                Id = id,
                TenantId = Tenant,
                IndexId = IndexId,
                AssetId = id,
                Status = VideoStatus.Queued,
                Filename = "clip.mp4",
                CreatedAt = now,
                UpdatedAt = now,
            };
            var task = new IndexingTaskRecord
            {
                Id = id,
                TenantId = Tenant,
                IndexId = IndexId,
                VideoId = id,
                Status = IndexingTaskStatus.Queued,
                Filename = "clip.mp4",
                CreatedAt = now,
                UpdatedAt = now,
            };
            await stores.Videos.AddWithAssetAsync(asset, video, task, new JobRequest(Tenant, "index_video", id), CancellationToken.None);
            await Console.Out.WriteLineAsync(id);
            await Console.Out.FlushAsync();
        }
    }

    private static async Task AddBatchAsync(ReelsightStores stores, Func<Task> between)
    {
        var now = TimeProvider.System.GetUtcNow();
        var batch = new AnalyzeBatchRecord
        {
            Id = stores.Ids.Next(),
            TenantId = Tenant,
            Status = "pending",
            AnalysisMode = "general",
            ModelName = "pegasus1.5",
            TaskIds = [stores.Ids.Next(), stores.Ids.Next()],
            ExpiresAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var tasks = batch.TaskIds.Select(id => new AnalyzeTaskRecord
        {
            Id = id,
            TenantId = Tenant,
            BatchId = batch.Id,
            Status = "queued",
            AnalysisMode = "general",
            SourceType = "asset_id",
            RequestJson = "{}",
            CreatedAt = now,
            UpdatedAt = now,
        });
        await stores.UnitOfWork.RunAsync(
            async () =>
            {
                await stores.AnalyzeBatches.AddAsync([batch], [], CancellationToken.None);
                await Console.Out.WriteLineAsync("half");
                await Console.Out.FlushAsync();
                await between();
                await stores.AnalyzeTasks.AddAsync(
                    [.. tasks],
                    [.. batch.TaskIds.Select(id => new JobRequest(Tenant, "analyze", id))],
                    CancellationToken.None
                );
                return true;
            },
            CancellationToken.None
        );
        await Console.Out.WriteLineAsync(batch.Id);
        await Console.Out.FlushAsync();
    }

    /// <summary>Yields bytes for ever, and says so once a few of them have been taken.</summary>
    private sealed class EndlessStream : MemoryStream
    {
        private int _reads;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (++_reads == 3)
            {
                await Console.Out.WriteLineAsync("under way");
                await Console.Out.FlushAsync(cancellationToken);
            }
            if (_reads > 100)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            return buffer.Length;
        }
    }
}
