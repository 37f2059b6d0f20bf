using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;
using Reelsight.TestSupport;

namespace Reelsight.Storage.Tests;

/// <summary>
/// What every implementation of the stores promises. An implementation passes by deriving one class from each part of the
/// contract and opening itself in <see cref="Open"/>.
/// </summary>
public abstract class StoreContract : IDisposable
{
    protected const string Tenant = "tenant-a";
    protected const string Other = "tenant-b";

    private readonly TemporaryFolder _folder = new();
    private ReelsightStores? _stores;

    protected ManualClock Clock { get; } = new();
    protected DateTimeOffset Now => Clock.GetUtcNow();
    protected ReelsightStores Stores => _stores ??= Open(_folder.Path);
    protected static CancellationToken None => CancellationToken.None;

    /// <summary>Opens the stores of a data folder, as a starting program does.</summary>
    protected abstract ReelsightStores Open(string dataDir);

    /// <summary>A second program on the same data.</summary>
    protected ReelsightStores OpenAgain() => Open(_folder.Path);

    /// <summary>Ends the program and starts it again.</summary>
    protected void Restart()
    {
        _stores?.Dispose();
        _stores = null;
    }

    protected async Task<IndexRecord> AddIndexAsync(string name, string tenant = Tenant, params IndexModel[] models)
    {
        var index = new IndexRecord
        {
            Id = Stores.Ids.Next(),
            TenantId = tenant,
            Name = name,
            Models = models is [] ? [new IndexModel("marengo3.0", ["visual", "audio"])] : models,
            Addons = ["thumbnail"],
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        await Stores.Indexes.AddAsync(index, None);
        return index;
    }

    protected AssetRecord NewAsset(string? contentHash = null, string filename = "clip.mp4", string tenant = Tenant) =>
        new()
        {
            Id = Stores.Ids.Next(),
            TenantId = tenant,
            Method = AssetMethod.Direct,
            Status = AssetStatus.Ready,
            Filename = filename,
            FileType = "video/mp4",
            ContentHash = contentHash,
            CreatedAt = Now,
            UpdatedAt = Now,
        };

    protected VideoRecord NewVideo(IndexRecord index, AssetRecord asset, VideoStatus status = VideoStatus.Ready) =>
        new()
        {
            Id = Stores.Ids.Next(),
            TenantId = index.TenantId,
            IndexId = index.Id,
            AssetId = asset.Id,
            ContentHash = asset.ContentHash,
            Status = status,
            Filename = asset.Filename,
            DurationSec = 12.5,
            Fps = 29.97,
            Width = 1280,
            Height = 720,
            SizeBytes = 1_000_000,
            CreatedAt = Now,
            UpdatedAt = Now,
        };

    protected IndexingTaskRecord NewTask(VideoRecord video) =>
        new()
        {
            Id = Stores.Ids.Next(),
            TenantId = video.TenantId,
            IndexId = video.IndexId,
            VideoId = video.Id,
            Status = IndexingTaskStatus.Queued,
            Filename = video.Filename,
            CreatedAt = Now,
            UpdatedAt = Now,
        };

    protected static JobRequest CreateJob(VideoRecord video) => new(video.TenantId, "index_video", video.Id);

    /// <summary>Adds an asset and a video of it; the video's job is withdrawn so that queue tests see only their own.</summary>
    protected async Task<VideoRecord> AddVideoAsync(
        IndexRecord index,
        string? contentHash = null,
        VideoStatus status = VideoStatus.Ready,
        Func<VideoRecord, VideoRecord>? with = null
    )
    {
        var asset = NewAsset(contentHash, tenant: index.TenantId);
        var video = NewVideo(index, asset, status);
        video = with?.Invoke(video) ?? video;
        await Stores.Assets.AddAsync(asset, null, None);
        await Stores.Videos.AddAsync(video, null, CreateJob(video), None);
        await Stores.Queue.CancelAsync(index.TenantId, video.Id, None);
        return video;
    }

    protected static string CreateHash(int number) => number.ToString("x64", null);

    protected static MediaDescription CreateDescription(params string[] phrases) =>
        new()
        {
            Clips = [new Clip(0, 6, "thumbnails/0.jpg"), new Clip(6, 12.5, null)],
            Evidence = phrases
                .Select(
                    (text, i) =>
                        new Evidence
                        {
                            Kind = EvidenceKind.Speech,
                            Text = text,
                            StartSec = i,
                            EndSec = i + 1,
                            Source = "speech/1",
                        }
                )
                .ToArray(),
            Vectors = [new VectorSet("space/1", VectorUnit.Clip, 4, [0.5f, -0.5f, 0.5f, -0.5f, 0, 0, 0, 0])],
            HasAudio = true,
        };

    /// <summary>Any of these phrases; the last word of one that ends in * may continue.</summary>
    protected static WordQuery Words(params string[] phrases) =>
        new(
            WordQueryMode.Any,
            [
                .. phrases.Select(phrase => new WordClause([
                    new WordPhrase([.. phrase.TrimEnd('*').Split(' ').Select(word => (IReadOnlyList<string>)[word])], phrase.EndsWith('*')),
                ])),
            ]
        );

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _stores?.Dispose();
        _folder.Dispose();
    }
}
