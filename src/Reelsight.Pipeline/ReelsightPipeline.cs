using Microsoft.Extensions.Logging;
using Reelsight.Fetch;
using Reelsight.Media;
using Reelsight.Models.Packs;
using Reelsight.Pipeline.Describe;
using Reelsight.Pipeline.Embed;
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
        IPipelineEvents? events = null
    )
    {
        Models = new DescriberModels(modelStore);
        Contents = new ContentUse(stores.Assets, stores.Blobs);
        Streams = new StreamFiles(tools, stores.Blobs);
        var probe = new MediaProbe(tools);
        FrameGrabber = new FrameGrabber(tools);
        Probe = probe;
        FrameMaps = new FrameMaps(stores.Stages, stores.Blobs, probe, new FrameMapReader(tools));
        var bytes = new AssetBytes(stores.Assets, stores.Blobs, stores.Uploads, stores.Chunks, Contents, fetch, options, clock);
        var preparer = new AssetPreparer(stores.Assets, stores.Blobs, bytes, probe, limits, options, clock);
        Describer = new Describer(
            stores.Stages,
            stores.Described,
            stores.Spaces,
            stores.Blobs,
            probe,
            new PictureStage(tools, Models),
            new SoundStage(tools, Models),
            Models
        );
        Images = new ImageDescriber(stores.Stages, stores.Spaces, tools, Models);
        Sources = new MediaSources(stores.Assets, stores.Blobs, Contents, probe, fetch, options);
        var pictures = new ImageIndexer(Images, Sources, stores.Described, stores.Spaces, Models);
        References = new ReferencePictures(stores.Assets, Sources, Images);
        Embedder = new Embedder(Describer, Images, stores.Spaces, Models, limits);
        Embeddings = new EmbeddingJobs(stores.EmbeddingTasks, stores.Stages, Sources, Contents, Embedder, clock);
        SpaceBuilder = new SpaceBuilder(
            stores.Spaces,
            stores.Described,
            stores.Stages,
            Sources,
            Contents,
            Describer,
            pictures,
            Models,
            stores.Queue,
            clock
        );
        Handlers =
        [
            preparer,
            new VideoIndexer(stores.Videos, stores.Indexes, stores.Assets, preparer, Describer, pictures, Streams, Contents, events, clock),
            new AssetTranscriber(stores.Assets, stores.FailedTranscriptions, Sources, Describer, clock),
            new EntityDescriber(stores.Entities, References, clock),
            Embeddings,
            SpaceBuilder,
        ];
        _newWorker = handlers => new IndexingWorker(
            stores.Queue,
            new JobHandlers(handlers),
            options,
            clock,
            logs.CreateLogger<IndexingWorker>()
        );
    }

    private readonly Func<IEnumerable<IJobHandler>, IndexingWorker> _newWorker;

    /// <summary>A worker on the queue that does the pipeline's own jobs and these.</summary>
    public IndexingWorker NewWorker(IEnumerable<IJobHandler> handlers) => _newWorker(Handlers.Concat(handlers));

    /// <summary>What does the pipeline's own jobs.</summary>
    public IReadOnlyList<IJobHandler> Handlers { get; }

    /// <summary>Describes contents, indexed or not.</summary>
    public Describer Describer { get; }

    /// <summary>Describes single pictures.</summary>
    public ImageDescriber Images { get; }

    /// <summary>Describes the pictures of entities.</summary>
    public ReferencePictures References { get; }

    /// <summary>Places what is described in the space that settings want searched.</summary>
    public SpaceBuilder SpaceBuilder { get; }

    /// <summary>Makes vectors that can be compared.</summary>
    public Embedder Embedder { get; }

    /// <summary>Does embedding tasks, and reads what they made.</summary>
    public EmbeddingJobs Embeddings { get; }

    /// <summary>Opens media that requests name: by URL, by asset, or sent along.</summary>
    public MediaSources Sources { get; }

    /// <summary>Guards the bytes that uploads and fetches share.</summary>
    public ContentUse Contents { get; }

    /// <summary>Looks into files.</summary>
    public MediaProbe Probe { get; }

    /// <summary>Pictures of exact frames.</summary>
    public FrameGrabber FrameGrabber { get; }

    /// <summary>Frames by number.</summary>
    public FrameMaps FrameMaps { get; }

    /// <summary>Streams and thumbnails for browsers.</summary>
    public StreamFiles Streams { get; }

    /// <summary>The describers; search shares the sentence encoder.</summary>
    public DescriberModels Models { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Models.Dispose();
        Contents.Dispose();
    }
}
