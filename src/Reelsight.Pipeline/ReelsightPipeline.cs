using Microsoft.Extensions.Logging;
using Reelsight.Fetch;
using Reelsight.Inference.Packs;
using Reelsight.Media.Delivery;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;
using Reelsight.Pipeline.Embedding;
using Reelsight.Pipeline.Indexing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage;

namespace Reelsight.Pipeline;

/// <summary>The pipeline put together over one data folder: what a server, a command or a test needs of it.</summary>
public sealed class ReelsightPipeline : IDisposable
{
    /// <summary>Puts the parts together. Nothing runs and no model is loaded until it is needed.</summary>
    /// <param name="stores">Where everything is kept.</param>
    /// <param name="modelStore">Model packs.</param>
    /// <param name="tools">Media tools.</param>
    /// <param name="limits">What uploads must keep to; null welcomes whatever can be decoded.</param>
    /// <param name="fetch">The one client for outbound requests.</param>
    /// <param name="options">How the worker behaves.</param>
    /// <param name="clock">Time.</param>
    /// <param name="logs">Logs.</param>
    /// <param name="events">Told when work ends, or null.</param>
    public ReelsightPipeline(
        ReelsightStores stores,
        ModelStore modelStore,
        MediaTools tools,
        MediaLimits? limits,
        GuardedFetch fetch,
        PipelineOptions options,
        TimeProvider clock,
        ILoggerFactory logs,
        IIndexingEvents? events = null
    )
    {
        Models = new InferenceModels(modelStore);
        BlobReferences = new BlobReferences(stores.Assets, stores.Blobs);
        PlaybackFiles = new PlaybackFiles(tools, stores.Blobs);
        var probe = new MediaProbe(tools);
        FrameExtractor = new FrameExtractor(tools);
        Probe = probe;
        FrameMaps = new FrameMapCache(stores.StageOutputs, stores.Blobs, probe, new FrameMapReader(tools));
        var bytes = new AssetIngester(
            stores.Assets,
            stores.Blobs,
            stores.Uploads,
            stores.UploadChunks,
            BlobReferences,
            fetch,
            options,
            clock
        );
        var preparer = new AssetPreparer(stores.Assets, stores.Blobs, bytes, probe, limits, options, clock);
        Describer = new Describer(
            stores.StageOutputs,
            stores.Descriptions,
            stores.VisualSpaces,
            stores.Blobs,
            probe,
            new VisualStage(tools, Models),
            new AudioStage(tools, Models),
            Models
        );
        ImageDescriber = new ImageDescriber(stores.StageOutputs, stores.VisualSpaces, tools, Models);
        MediaOpener = new MediaOpener(stores.Assets, stores.Blobs, BlobReferences, probe, fetch, options);
        var pictures = new ImageIndexer(ImageDescriber, MediaOpener, stores.Descriptions, stores.VisualSpaces, Models);
        EntityImageDescriber = new EntityImageDescriber(stores.Assets, MediaOpener, ImageDescriber);
        Embedder = new Embedder(Describer, ImageDescriber, stores.VisualSpaces, Models, limits);
        EmbeddingTasks = new EmbeddingTaskHandler(stores.EmbeddingTasks, stores.StageOutputs, MediaOpener, BlobReferences, Embedder, clock);
        VisualSpaceBuilder = new VisualSpaceBuilder(
            stores.VisualSpaces,
            stores.Descriptions,
            stores.StageOutputs,
            MediaOpener,
            BlobReferences,
            Describer,
            pictures,
            Models,
            stores.Queue,
            clock
        );
        Handlers =
        [
            preparer,
            new VideoIndexer(
                stores.Videos,
                stores.Indexes,
                stores.Assets,
                preparer,
                Describer,
                pictures,
                PlaybackFiles,
                BlobReferences,
                events,
                clock
            ),
            new AssetTranscriber(stores.Assets, stores.FailedTranscriptions, MediaOpener, Describer, clock),
            new EntityDescriber(stores.Entities, EntityImageDescriber, clock),
            EmbeddingTasks,
            VisualSpaceBuilder,
        ];
        _createWorker = handlers => new JobWorker(
            stores.Queue,
            new JobDispatcher(handlers),
            options,
            clock,
            logs.CreateLogger<JobWorker>()
        );
    }

    private readonly Func<IEnumerable<IJobHandler>, JobWorker> _createWorker;

    /// <summary>A worker on the queue that does the pipeline's own jobs and these.</summary>
    public JobWorker CreateWorker(IEnumerable<IJobHandler> handlers) => _createWorker(Handlers.Concat(handlers));

    /// <summary>What does the pipeline's own jobs.</summary>
    public IReadOnlyList<IJobHandler> Handlers { get; }

    /// <summary>Describes contents, indexed or not.</summary>
    public Describer Describer { get; }

    /// <summary>Describes single pictures.</summary>
    public ImageDescriber ImageDescriber { get; }

    /// <summary>Describes the pictures of entities.</summary>
    public EntityImageDescriber EntityImageDescriber { get; }

    /// <summary>Places what is described in the space that settings want searched.</summary>
    public VisualSpaceBuilder VisualSpaceBuilder { get; }

    /// <summary>Makes vectors that can be compared.</summary>
    public Embedder Embedder { get; }

    /// <summary>Does embedding tasks, and reads what they made.</summary>
    public EmbeddingTaskHandler EmbeddingTasks { get; }

    /// <summary>Opens media that requests name: by URL, by asset, or sent along.</summary>
    public MediaOpener MediaOpener { get; }

    /// <summary>Guards the bytes that uploads and fetches share.</summary>
    public BlobReferences BlobReferences { get; }

    /// <summary>Looks into files.</summary>
    public MediaProbe Probe { get; }

    /// <summary>Pictures of exact frames.</summary>
    public FrameExtractor FrameExtractor { get; }

    /// <summary>Frames by number.</summary>
    public FrameMapCache FrameMaps { get; }

    /// <summary>Streams and thumbnails for browsers.</summary>
    public PlaybackFiles PlaybackFiles { get; }

    /// <summary>The describers; search shares the sentence encoder.</summary>
    public InferenceModels Models { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Models.Dispose();
        BlobReferences.Dispose();
    }
}
