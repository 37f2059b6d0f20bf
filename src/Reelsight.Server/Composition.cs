using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Reelsight.Fetch;
using Reelsight.Media;
using Reelsight.Models.Joint;
using Reelsight.Models.Packs;
using Reelsight.Pipeline;
using Reelsight.Search;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Vectors;
using Reelsight.Server.Analyze;
using Reelsight.Server.AnalyzeBatches;
using Reelsight.Server.AnalyzeTasks;
using Reelsight.Server.Embed;
using Reelsight.Server.Generation;
using Reelsight.Server.Http;
using Reelsight.Server.ItemCollections;
using Reelsight.Server.KnowledgeStoreItems;
using Reelsight.Server.KnowledgeStores;
using Reelsight.Server.Labels;
using Reelsight.Server.Maps;
using Reelsight.Server.Media;
using Reelsight.Server.MultipartUploads;
using Reelsight.Server.OpenApi;
using Reelsight.Server.Responses;
using Reelsight.Server.SavedSearches;
using Reelsight.Server.Search;
using Reelsight.Server.Studio;
using Reelsight.Server.Videos;
using Reelsight.Server.Webhooks;
using Reelsight.Storage;
using Reelsight.Understanding;
using Reelsight.Understanding.Agent;

namespace Reelsight.Server;

/// <summary>The one place where the parts are put together.</summary>
internal static class Composition
{
    internal static void AddReelsight(this IServiceCollection services, ServerSettings settings, TimeProvider clock)
    {
        services.AddSingleton(settings);
        services.AddSingleton(clock);
        AddStores(services, settings, clock);
        AddPipeline(services, settings, clock);
        AddSearch(services, settings);
        services.AddSingleton<Readiness>();
        services.AddSingleton(_ => MediaKey.Open(settings.DataDir));
        services.AddSingleton<SignedTokens>();
        services.AddSingleton<StudioSessions>();
        services.AddSingleton<StudioFiles>();
        services.AddSingleton<MediaLinks>();
        services.AddSingleton<UploadLinks>();
        services.AddSingleton<UploadCompletion>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<MediaReader>();
        services.AddSingleton<WebhookSecret>();
        services.AddSingleton<WebhookEvents>();
        services.AddSingleton(s => new Lazy<SearchEngine>(s.GetRequiredService<SearchEngine>));
        services.AddSingleton<SavedSearchAlerts>();
        services.AddSingleton<IndexMaps>();
        services.AddSingleton<IPipelineEvents>(s => new VideoEndings(
            s.GetRequiredService<WebhookEvents>(),
            s.GetRequiredService<SavedSearchAlerts>()
        ));
        services.AddSingleton<IJobHandler, DeliverWebhook>();
        services.AddSingleton<VideoDetails>();
        services.AddSingleton<QueryPictures>();
        services.AddSingleton(s => new QueryMoments(
            s.GetRequiredService<LabelledVideos>(),
            s.GetRequiredService<IBlobStore>(),
            s.GetRequiredService<ContentUse>(),
            s.GetRequiredService<ReelsightPipeline>().Probe,
            s.GetRequiredService<ReelsightPipeline>().FrameGrabber,
            s.GetRequiredService<QueryPictures>()
        ));
        services.AddSingleton<SearchPages>();
        services.AddSingleton<Items>();
        services.AddSingleton<Collections>();
        services.AddSingleton<StoreSearch>();
        services.AddSingleton<StoreSearchPages>();
        services.AddSingleton<GetOpenApi>();
        services.AddSingleton(s => new StoreAgent(s.GetRequiredService<Analyst>()));
        services.AddSingleton<Sessions>();
        services.AddSingleton<Selections>();
        services.AddSingleton<Asker>();
        services.AddSingleton<EmbedTasks>();
        services.AddSingleton<SyncTurn>();
        services.AddSingleton<SyncEmbedding>();
        AddAnalyst(services, settings, clock);
        AddLabels(services);
        services.AddHostedService<Opening>();
        services.AddHostedService<Expiry>();
        services.AddHostedService<VectorUpkeep>();
        services.AddHostedService<UploadSweep>();
        services.AddHostedService(s => s.GetRequiredService<IndexMaps>());
        if (settings.Workers > 0)
        {
            services.AddHostedService<Indexing>();
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
        services.AddSingleton(stores.Tasks);
        services.AddSingleton(stores.Described);
        services.AddSingleton(stores.Spaces);
        services.AddSingleton(stores.SearchPages);
        services.AddSingleton(stores.Keys);
        services.AddSingleton(stores.EntityCollections);
        services.AddSingleton(stores.Entities);
        services.AddSingleton(stores.RedirectUris);
        services.AddSingleton(stores.Uploads);
        services.AddSingleton(stores.Chunks);
        services.AddSingleton(stores.FailedTranscriptions);
        services.AddSingleton(stores.KnowledgeStores);
        services.AddSingleton(stores.ItemCollections);
        services.AddSingleton(stores.Sessions);
        services.AddSingleton(stores.AnalyzeTasks);
        services.AddSingleton(stores.AnalyzeBatches);
        services.AddSingleton(stores.IdempotentAnswers);
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
        services.AddSingleton(new PipelineOptions { Workers = settings.Workers, Lease = settings.Lease });
        services.AddSingleton(_ => new GuardedFetch(new FetchOptions { AllowPrivate = settings.AllowPrivateUrls, Time = clock }));
        services.AddSingleton(s => new ReelsightPipeline(
            s.GetRequiredService<ReelsightStores>(),
            s.GetRequiredService<ModelStore>(),
            OwnTools(settings, clock),
            settings.MediaLimits == MediaLimitsProfile.TwelveLabs ? MediaLimits.TwelveLabs : null,
            s.GetRequiredService<GuardedFetch>(),
            s.GetRequiredService<PipelineOptions>(),
            clock,
            s.GetRequiredService<ILoggerFactory>(),
            s.GetRequiredService<IPipelineEvents>()
        ));
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().Streams);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().Contents);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().Describer);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().Sources);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().Images);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().References);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().SpaceBuilder);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().Embedder);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().Embeddings);
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().NewWorker(s.GetServices<IJobHandler>()));
    }

    private static MediaTools OwnTools(ServerSettings settings, TimeProvider clock)
    {
        var tools = new MediaTools { WorkRoot = Path.Combine(settings.DataDir, "work"), Time = clock };
        tools.SweepWorkRoot();
        return tools;
    }

    private static void AddSearch(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(s => new VectorIndexes(settings.DataDir, s.GetRequiredService<IDescribedStore>(), damage =>
            s.GetRequiredService<ILogger<VectorIndexes>>().LogWarning("{Damage}", damage)
        ));
        services.AddSingleton(s => new SearchEngine(
            s.GetRequiredService<IIndexStore>(),
            s.GetRequiredService<IVideoStore>(),
            s.GetRequiredService<IDescribedStore>(),
            s.GetRequiredService<ISpaceStore>(),
            s.GetRequiredService<VectorIndexes>(),
            Encoder(s),
            WordNet.Open(),
            new SearchOptions(),
            searched => Joint(s, searched)
        ));
    }

    private static void AddAnalyst(IServiceCollection services, ServerSettings settings, TimeProvider clock)
    {
        services.AddSingleton(s => new Analyst(
            WordNet.Open(),
            new ClipMatcher(new SearchOptions(), searched => Joint(s, searched), WordNet.Open())
        ));
        services.AddSingleton(s => new Lazy<Analyst>(s.GetRequiredService<Analyst>));
        if (settings.Generation.Url is not null)
        {
            services.AddSingleton(new ChatEndpoint(settings.Generation, clock));
        }

        services.AddSingleton<Writer>();
        services.AddSingleton<Timelines>();
        services.AddSingleton<AnalyzedVideos>();
        services.AddSingleton<ReferenceImages>();
        services.AddSingleton<AnalyzeBatchProgress>();
        services.AddSingleton<IJobHandler, AnalyzeTaskHandler>();
    }

    private static void AddLabels(IServiceCollection services)
    {
        services.AddSingleton(s => s.GetRequiredService<ReelsightPipeline>().FrameMaps);
        services.AddSingleton<LabelledVideos>();
        services.AddSingleton<AnnotationEdits>();
        services.AddSingleton<ExportFiles>();
        services.AddSingleton(s => new Datasets(
            s.GetRequiredService<IAnnotationStore>(),
            s.GetRequiredService<LabelledVideos>(),
            s.GetRequiredService<IBlobStore>(),
            s.GetRequiredService<ContentUse>(),
            s.GetRequiredService<ReelsightPipeline>().Probe,
            s.GetRequiredService<ReelsightPipeline>().FrameGrabber,
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<IJobHandler, ExportHandler>();
        services.AddSingleton<IJobHandler, AutoLabelHandler>();
    }

    // A head comes with the program, but questions are encoded by the pack of the sentence encoder.
    private static IVisualSpace? Joint(IServiceProvider services, string searched)
    {
        var models = services.GetRequiredService<ReelsightPipeline>().Models;
        try
        {
            return models.Space(models.VectorsOf(searched));
        }
        catch (ModelStoreException e)
        {
            services.GetRequiredService<ILogger<SearchEngine>>().LogWarning("Search does without the joint space: {Reason}", e.Message);
            return null;
        }
    }

    // Without the pack of the sentence encoder, search still works by words, objects and titles.
    private static EncodeText? Encoder(IServiceProvider services)
    {
        var models = services.GetRequiredService<ReelsightPipeline>().Models;
        try
        {
            return models.Sentences.Encode;
        }
        catch (ModelStoreException e)
        {
            services.GetRequiredService<ILogger<SearchEngine>>().LogWarning("Search does without meaning: {Reason}", e.Message);
            return null;
        }
    }
}
