using Microsoft.Extensions.DependencyInjection;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;
using Reelsight.Pipeline.Embedding;
using Reelsight.Pipeline.Indexing;
using Reelsight.Pipeline.Jobs;

namespace Reelsight.Pipeline;

/// <summary>Registers the services of this project.</summary>
public static class PipelineServiceCollectionExtensions
{
    /// <summary>
    /// Adds ingestion, indexing, embedding and the job worker, which dispatches to every registered <see cref="IJobHandler"/>. Needs what
    /// AddStorage, AddMedia, AddInference and AddFetch register, a <see cref="TimeProvider"/> and logging; every registered
    /// <see cref="IIndexingEvents"/> is told when a video has ended. Nothing runs and no model is loaded until it is needed.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="worker">How the job worker behaves.</param>
    /// <param name="limits">Which files are accepted.</param>
    public static IServiceCollection AddPipeline(this IServiceCollection services, JobWorkerOptions worker, IntakeLimits limits)
    {
        services.AddSingleton(worker);
        services.AddSingleton(worker.Retry);
        services.AddSingleton(limits);
        services.AddSingleton<JobDispatcher>();
        services.AddSingleton<JobWorker>();
        services.AddSingleton<TenantQuotas>();
        services.AddSingleton<BlobReferences>();
        services.AddSingleton<PlaybackFiles>();
        services.AddSingleton<FrameMapCache>();
        services.AddSingleton<VideoFrameMapReader>();
        services.AddSingleton<AssetIngester>();
        services.AddSingleton<MediaOpener>();
        services.AddSingleton<InferenceModels>();
        services.AddSingleton(s => new WorkPacer(worker.CpuPercent, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<VisualStage>();
        services.AddSingleton<AudioStage>();
        services.AddSingleton<Describer>();
        services.AddSingleton<ImageDescriber>();
        services.AddSingleton<EntityImageDescriber>();
        services.AddSingleton<ImageIndexer>();
        services.AddSingleton<Embedder>();
        services.AddJobHandler<AssetPreparer>();
        services.AddJobHandler<VideoIndexer>();
        services.AddJobHandler<AssetTranscriber>();
        services.AddJobHandler<EntityDescriber>();
        services.AddJobHandler<EmbeddingTaskHandler>();
        services.AddJobHandler<VisualSpaceBuilder>();
        return services;
    }

    /// <summary>Adds what does the jobs of one kind, both by its own type and for the dispatcher.</summary>
    public static IServiceCollection AddJobHandler<T>(this IServiceCollection services)
        where T : class, IJobHandler => services.AddSingleton<T>().AddSingleton<IJobHandler>(s => s.GetRequiredService<T>());
}
