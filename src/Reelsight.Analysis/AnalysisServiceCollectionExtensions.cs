using Microsoft.Extensions.DependencyInjection;
using Reelsight.Analysis.Agent;

namespace Reelsight.Analysis;

/// <summary>Registers the services of this project.</summary>
public static class AnalysisServiceCollectionExtensions
{
    /// <summary>Adds the analyzer of videos and the agent for knowledge stores. Needs what AddSearch registers.</summary>
    public static IServiceCollection AddAnalysis(this IServiceCollection services)
    {
        services.AddSingleton<VideoAnalyzer>();
        services.AddSingleton(s => new Lazy<VideoAnalyzer>(s.GetRequiredService<VideoAnalyzer>));
        services.AddSingleton<StoreAgent>();
        return services;
    }
}
