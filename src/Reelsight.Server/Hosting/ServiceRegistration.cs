using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Reelsight.Analysis;
using Reelsight.Analysis.Agent;
using Reelsight.Fetch;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;
using Reelsight.Pipeline;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Indexing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Search;
using Reelsight.Search.Engine;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Matching;
using Reelsight.Search.VectorSync;
using Reelsight.Server.Analyze;
using Reelsight.Server.AnalyzeBatches;
using Reelsight.Server.AnalyzeTasks;
using Reelsight.Server.Api.ReelsightV1.Labels;
using Reelsight.Server.Api.V1_3.Embed;
using Reelsight.Server.Api.V1_3.KnowledgeStores;
using Reelsight.Server.Api.V1_3.MultipartUploads;
using Reelsight.Server.Api.V1_3.Search;
using Reelsight.Server.Api.V1_3.Videos;
using Reelsight.Server.Generation;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Server.Maps;
using Reelsight.Server.OpenApi;
using Reelsight.Server.Responses;
using Reelsight.Server.Settings;
using Reelsight.Server.Studio;
using Reelsight.Server.Webhooks;
using Reelsight.Storage;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Hosting;

/// <summary>The one place where the parts are put together.</summary>
internal static class ServiceRegistration
{
    internal static void AddReelsight(this IServiceCollection services, ServerSettings settings, TimeProvider clock)
    {
        services.AddSingleton(settings);
        services.AddSingleton(clock);
        AddStores(services, settings, clock);
        AddPipeline(services, settings, clock);
        AddSearch(services, settings);
        services.AddSingleton<Readiness>();
        services.AddSingleton(_ => SigningKey.Open(settings.DataDir));
        services.AddSingleton<SignedTokens>();
        services.AddSingleton<StudioSessions>();
        services.AddSingleton<StudioFiles>();
        services.AddSingleton<SignedMediaUrls>();
        services.AddSingleton<SignedUploadUrls>();
        services.AddSingleton<UploadCompletion>();
        services.AddSingleton<UploadReceiver>();
        services.AddSingleton<MediaReader>();
        services.AddSingleton<WebhookSigner>();
        services.AddSingleton<WebhookDispatcher>();
        services.AddSingleton(s => new Lazy<SearchEngine>(s.GetRequiredService<SearchEngine>));
        services.AddSingleton<SavedSearchNotifier>();
        services.AddSingleton<IndexMapCache>();
        services.AddSingleton<IIndexingEvents>(s => new CompositePipelineEvents(
            s.GetRequiredService<WebhookDispatcher>(),
            s.GetRequiredService<SavedSearchNotifier>()
        ));
        services.AddSingleton<IJobHandler, WebhookDeliveryHandler>();
        services.AddSingleton<VideoDetails>();
        services.AddSingleton<QueryImageEncoder>();
        services.AddSingleton(s => new QueryMomentEncoder(
            s.GetRequiredService<VideoFrameMapReader>(),
            s.GetRequiredService<IBlobStore>(),
            s.GetRequiredService<BlobReferences>(),
            s.GetRequiredService<ReelsightPipeline>().Probe,
            s.GetRequiredService<ReelsightPipeline>().FrameExtractor,
            s.GetRequiredService<QueryImageEncoder>()
        ));
        services.AddSingleton<SearchPaginator>();
        services.AddSingleton<ItemRepository>();
        services.AddSingleton<ItemCollectionRepository>();
        services.AddSingleton<KnowledgeStoreSearch>();
        services.AddSingleton<StoreSearchPaginator>();
        services.AddSingleton<GetOpenApi>();
        services.AddSingleton(s => new StoreAgent(s.GetRequiredService<VideoAnalyzer>()));
        services.AddSingleton<SessionManager>();
        services.AddSingleton<SelectionResolver>();
        services.AddSingleton<StoreResponder>();
        services.AddSingleton<EmbedTaskRepository>();
        services.AddSingleton<SynchronousMediaGate>();
        services.AddSingleton<SynchronousEmbedder>();
        AddAnalysis(services, settings, clock);
        AddLabels(services);
        services.AddHostedService<StartupService>();
        services.AddHostedService<ExpiredDataCleanup>();
        services.AddHostedService<VectorMaintenance>();
        services.AddHostedService<ExpiredUploadCleanup>();
        services.AddHostedService(s => s.GetRequiredService<IndexMapCache>());
        if (settings.Workers > 0)
        {
            services.AddHostedService<JobWorkerService>();
        }
    }

    // As instances the container leaves them alone; the stores as a whole close what they opened, once.
    private static void AddStores(IServiceCollection services, ServerSettings settings, TimeProvider clock)
    {
        var stores = ReelsightStores.Open(settings.DataDir, clock);
        services.AddSingleton(_ => stores);
        services.AddSingleton(stores.Indexes);
        services.AddSingleton(stores.Assets);
        services.AddSingleton(stores.Videos);
        services.AddSingleton(stores.IndexingTasks);
        services.AddSingleton(stores.Descriptions);
        services.AddSingleton(stores.VisualSpaces);
        services.AddSingleton(stores.SearchPages);
        services.AddSingleton(stores.ApiKeys);
        services.AddSingleton(stores.EntityCollections);
        services.AddSingleton(stores.Entities);
        services.AddSingleton(stores.RedirectUris);
        services.AddSingleton(stores.Uploads);
        services.AddSingleton(stores.UploadChunks);
        services.AddSingleton(stores.FailedTranscriptions);
        services.AddSingleton(stores.KnowledgeStores);
        services.AddSingleton(stores.ItemCollections);
        services.AddSingleton(stores.Sessions);
        services.AddSingleton(stores.AnalyzeTasks);
        services.AddSingleton(stores.AnalyzeBatches);
        services.AddSingleton(stores.IdempotentResponses);
        services.AddSingleton(stores.SavedSearches);
        services.AddSingleton(stores.Webhooks);
        services.AddSingleton(stores.WebhookDeliveries);
        services.AddSingleton(stores.EmbeddingTasks);
        services.AddSingleton(stores.LabelSets);
        services.AddSingleton(stores.Annotations);
        services.AddSingleton(stores.AutoLabelRuns);
        services.AddSingleton(stores.Exports);
        services.AddSingleton(stores.Queue);
        services.AddSingleton(stores.Blobs);
        services.AddSingleton(stores.Ids);
    }

    private static void AddPipeline(IServiceCollection services, ServerSettings settings, TimeProvider clock)
    {
        services.AddSingleton(
            new ModelStore(
                settings.ModelsDir is { } root
                    ? new ModelStoreOptions { Root = root, Time = clock }
                    : new ModelStoreOptions { Time = clock }
            )
        );
        services.AddSingleton(new PipelineOptions { Workers = settings.Workers, LeaseDuration = settings.Lease });
        services.AddSingleton(_ => new GuardedFetch(new FetchOptions { AllowPrivate = settings.AllowPrivateUrls, Time = clock }));
        services.AddSingleton(s => new ReelsightPipeline(
            s.GetRequiredService<ReelsightStores>(),
            s.GetRequiredService<ModelStore>(),
            CreateMediaTools(settings, clock),
            settings.MediaLimits == MediaLimitsProfile.TwelveLabs ? MediaLimits.TwelveLabs : null,
            s.GetRequiredService<GuardedFetch>(),
            s.GetRequiredService<PipelineOptions>(),
            clock,
            s.GetRequiredService<ILoggerFactory>(),
            s.GetRequiredService<IIndexingEvents>()
        ));
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().PlaybackFiles);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().BlobReferences);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().Describer);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().MediaOpener);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().ImageDescriber);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().EntityImageDescriber);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().VisualSpaceBuilder);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().Embedder);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().EmbeddingTasks);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().CreateWorker(s.GetServices<IJobHandler>()));
    }

    private static MediaTools CreateMediaTools(ServerSettings settings, TimeProvider clock)
    {
        var tools = new MediaTools { WorkRoot = Path.Combine(settings.DataDir, "work"), Time = clock };
        tools.DeleteLeftovers();
        return tools;
    }

    private static void AddSearch(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(s => new TenantVectorIndexes(settings.DataDir, s.GetRequiredService<IDescriptionStore>(), damage =>
            s.GetRequiredService<ILogger<TenantVectorIndexes>>().LogWarning("{Damage}", damage)
        ));
        services.AddSingleton(s => new SearchEngine(
            s.GetRequiredService<IIndexStore>(),
            s.GetRequiredService<IVideoStore>(),
            s.GetRequiredService<IDescriptionStore>(),
            s.GetRequiredService<IVisualSpaceStore>(),
            s.GetRequiredService<TenantVectorIndexes>(),
            TryCreateTextEncoder(s),
            WordNet.Open(),
            new SearchOptions(),
            searched => TryOpenJointSpace(s, searched)
        ));
    }

    private static void AddAnalysis(IServiceCollection services, ServerSettings settings, TimeProvider clock)
    {
        services.AddSingleton(s => new VideoAnalyzer(
            WordNet.Open(),
            new ClipMatcher(new SearchOptions(), searched => TryOpenJointSpace(s, searched), WordNet.Open())
        ));
        services.AddSingleton(s => new Lazy<VideoAnalyzer>(s.GetRequiredService<VideoAnalyzer>));
        if (settings.Generation.Url is not null)
        {
            services.AddSingleton(new ChatCompletionClient(settings.Generation, clock));
        }

        services.AddSingleton<AnalysisResponder>();
        services.AddSingleton<TimelineCache>();
        services.AddSingleton<AnalyzedVideoLoader>();
        services.AddSingleton<ReferenceImageResolver>();
        services.AddSingleton<AnalyzeBatchLifecycle>();
        services.AddSingleton<IJobHandler, AnalyzeTaskJobHandler>();
    }

    private static void AddLabels(IServiceCollection services)
    {
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().FrameMaps);
        services.AddSingleton<VideoFrameMapReader>();
        services.AddSingleton<AnnotationEditor>();
        services.AddSingleton<ExportStorage>();
        services.AddSingleton(s => new DatasetExporter(
            s.GetRequiredService<IAnnotationStore>(),
            s.GetRequiredService<VideoFrameMapReader>(),
            s.GetRequiredService<IBlobStore>(),
            s.GetRequiredService<BlobReferences>(),
            s.GetRequiredService<ReelsightPipeline>().Probe,
            s.GetRequiredService<ReelsightPipeline>().FrameExtractor,
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<IJobHandler, ExportHandler>();
        services.AddSingleton<IJobHandler, AutoLabelHandler>();
    }

    // A head comes with the program, but questions are encoded by the pack of the sentence encoder.
    private static IJointSpace? TryOpenJointSpace(IServiceProvider services, string space)
    {
        var models = services.GetRequiredService<ReelsightPipeline>().Models;
        try
        {
            return models.OpenSpace(models.GetVectorSpace(space));
        }
        catch (ModelStoreException e)
        {
            services.GetRequiredService<ILogger<SearchEngine>>().LogWarning("Search does without the joint space: {Reason}", e.Message);
            return null;
        }
    }

    // Without the pack of the sentence encoder, search still works by words, objects and titles.
    private static EncodeText? TryCreateTextEncoder(IServiceProvider services)
    {
        var models = services.GetRequiredService<ReelsightPipeline>().Models;
        try
        {
            return models.TextEncoder.Encode;
        }
        catch (ModelStoreException e)
        {
            services.GetRequiredService<ILogger<SearchEngine>>().LogWarning("Search does without meaning: {Reason}", e.Message);
            return null;
        }
    }
}
