using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Reelsight.Analysis.Agent;
using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Analysis.Requests;
using Reelsight.Analysis.Tasks;
using Reelsight.Analysis.Timelines;
using Reelsight.Pipeline;
using Reelsight.Pipeline.Notifications;

namespace Reelsight.Analysis;

/// <summary>Registers the services of this project.</summary>
public static class AnalysisServiceCollectionExtensions
{
    /// <summary>
    /// Adds the analysis of videos, at once and in the background, and the agent for knowledge stores. Needs what AddStorage, AddPipeline
    /// and AddSearch register, a <see cref="WebhookDispatcher"/> and an <see cref="IAnalyzeTaskSerializer"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="generation">The language model that writes answers, if any.</param>
    /// <param name="durations">How long videos may be.</param>
    public static IServiceCollection AddAnalysis(
        this IServiceCollection services,
        GenerationSettings generation,
        VideoDurationLimits durations
    )
    {
        services.AddSingleton<VideoAnalyzer>();
        services.AddSingleton(s => new Lazy<VideoAnalyzer>(s.GetRequiredService<VideoAnalyzer>));
        services.AddSingleton(durations);
        services.AddSingleton<TimelineCache>();
        services.AddSingleton<IndexedVideoLoader>();
        services.AddSingleton<MediaVideoLoader>();
        services.AddSingleton<ReferenceImageDescriber>();
        services.AddSingleton<AnalysisResponder>();
        services.AddSingleton<AnalysisNotifier>();
        services.AddSingleton<AnalyzeBatchLifecycle>();
        services.AddJobHandler<AnalyzeTaskJobHandler>();
        services.AddSingleton<StoreAgent>();
        services.AddSingleton<StoreResponder>();
        services.AddSingleton<SessionManager>();
        if (generation.Url is not null)
        {
            services.AddSingleton<IChatClient>(s => new ChatCompletionClient(generation, s.GetRequiredService<TimeProvider>()));
            services.AddSingleton(s => new LanguageModel(s.GetRequiredService<IChatClient>(), generation));
        }
        return services;
    }
}
