using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Reelsight.Fetch;
using Reelsight.Inference;
using Reelsight.Inference.Packs;
using Reelsight.Media;
using Reelsight.Media.Tools;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.TestSupport;

namespace Reelsight.Pipeline.Tests;

/// <summary>A whole pipeline over a temporary data folder, with real stores, tools and models, and a clock that tests move.</summary>
internal sealed class PipelineFixture : IDisposable
{
    public const string Tenant = "default";
    private readonly TemporaryFolder _folder;
    private bool _goesOn;
    private readonly ServiceProvider _services;

    public PipelineFixture()
        : this(new TemporaryFolder(), new ManualClock(), new ModelStoreOptions()) { }

    private PipelineFixture(TemporaryFolder folder, ManualClock clock, ModelStoreOptions models)
    {
        (_folder, Clock) = (folder, clock);
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddStorage(_folder.Combine("data"))
            .AddMedia(_ => new MediaTools())
            .AddInference(models)
            .AddFetch(new FetchOptions())
            .AddPipeline(new JobWorkerOptions(), new IntakeLimits())
            .BuildServiceProvider();
        _services.OpenDataFolder();
        Stores = new ReelsightStores(_services);
    }

    public ManualClock Clock { get; }
    public ReelsightStores Stores { get; }
    public JobWorker Worker => Get<JobWorker>();
    public TemporaryFolder Folder => _folder;

    /// <summary>A service of the pipeline.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Ends the program and starts another over the same data, in which settings choose this space.</summary>
    public PipelineFixture RestartWith(string? space, string? modelsRoot = null)
    {
        _goesOn = true;
        Dispose();
        var models = new ModelStoreOptions { JointHead = space };
        return new PipelineFixture(_folder, Clock, modelsRoot is null ? models : models with { Root = modelsRoot });
    }

    public async Task<IndexRecord> AddIndexAsync(params string[] options)
    {
        var index = new IndexRecord
        {
            Id = Stores.Ids.Next(),
            TenantId = Tenant,
            Name = $"index {Stores.Ids.Next()}",
            Models = [new IndexModel("marengo3.0", options)],
            Addons = [],
            CreatedAt = Clock.GetUtcNow(),
            UpdatedAt = Clock.GetUtcNow(),
        };
        await Stores.Indexes.AddAsync(index, default);
        return index;
    }

    /// <summary>What an upload-and-index task does: bytes, asset, video, task and job.</summary>
    public async Task<(string VideoId, string TaskId)> UploadAsync(IndexRecord index, Stream bytes, string filename)
    {
        var blob = await Stores.Blobs.PutAsync(Tenant, bytes, long.MaxValue, default);
        var now = Clock.GetUtcNow();
        var asset = new AssetRecord
        {
            Id = Stores.Ids.Next(),
            TenantId = Tenant,
            Method = AssetMethod.Direct,
            Status = AssetStatus.Processing,
            Filename = filename,
            FileType = "application/octet-stream",
            ContentHash = blob.ContentHash,
            SizeBytes = blob.SizeBytes,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var video = new VideoRecord
        {
            Id = Stores.Ids.Next(),
            TenantId = Tenant,
            IndexId = index.Id,
            AssetId = asset.Id,
            ContentHash = blob.ContentHash,
            Status = VideoStatus.Pending,
            Filename = filename,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var task = new IndexingTaskRecord
        {
            Id = Stores.Ids.Next(),
            TenantId = Tenant,
            IndexId = index.Id,
            VideoId = video.Id,
            Status = IndexingTaskStatus.Validating,
            Filename = filename,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await Stores.Videos.AddWithAssetAsync(asset, video, task, new JobRequest(Tenant, JobKinds.IndexVideo, video.Id), default);
        return (video.Id, task.Id);
    }

    public async Task<(string VideoId, string TaskId)> UploadFileAsync(IndexRecord index, string path)
    {
        await using var bytes = File.OpenRead(path);
        return await UploadAsync(index, bytes, Path.GetFileName(path));
    }

    public async Task<VideoRecord> VideoAsync(string videoId) => (await Stores.Videos.FindAsync(Tenant, null, videoId, default))!;

    public async Task<IndexingTaskRecord> TaskAsync(string taskId) => (await Stores.IndexingTasks.FindAsync(Tenant, taskId, default))!;

    public async Task WorkAsync()
    {
        while (await Worker.RunNextAsync(default)) { }
    }

    public void Dispose()
    {
        _services.Dispose();
        if (!_goesOn)
        {
            _folder.Dispose();
        }
    }
}
