using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Reelsight.Search.Duplicates;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Maps;
using Reelsight.Search.Matching;
using Reelsight.Search.Snapshots;
using Reelsight.Search.VectorSync;
using Reelsight.Storage.Stores;

namespace Reelsight.Search.Engine;

/// <summary>Registers the services of this project.</summary>
public static class SearchServiceCollectionExtensions
{
    /// <summary>
    /// Adds search, vector maintenance, maps, duplicates, WordNet and the matching of descriptions. Needs what AddStorage registers,
    /// a <see cref="TimeProvider"/> and logging.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="dataDir">The data folder; vector indexes are kept in its subfolder <c>vectors</c>, maps in <c>maps</c>.</param>
    /// <param name="textEncoder">Finds the text encoder; null from it means search without sentence embeddings.</param>
    /// <param name="visualSpaces">Finds the joint space of images and text that a tenant's footage is embedded in.</param>
    public static IServiceCollection AddSearch(
        this IServiceCollection services,
        string dataDir,
        Func<IServiceProvider, EncodeText?> textEncoder,
        Func<IServiceProvider, ResolveVisualSpace> visualSpaces
    )
    {
        services.AddSingleton(new SearchOptions());
        services.AddSingleton(_ => WordNet.Open());
        services.AddSingleton(visualSpaces);
        services.AddSingleton<ClipMatcher>();
        services.AddSingleton(s => new TenantVectorIndexes(dataDir, s.GetRequiredService<IDescriptionStore>(), damage =>
            s.GetRequiredService<ILogger<TenantVectorIndexes>>().LogWarning("{Damage}", damage)
        ));
        services.AddSingleton<SnapshotCache>();
        services.AddSingleton<JointRetrievers>();
        services.AddSingleton(s => new SearchEngine(
            s.GetRequiredService<IVideoStore>(),
            s.GetRequiredService<IDescriptionStore>(),
            s.GetRequiredService<SnapshotCache>(),
            s.GetRequiredService<JointRetrievers>(),
            textEncoder(s),
            s.GetRequiredService<WordNet>(),
            s.GetRequiredService<SearchOptions>(),
            s.GetService<ITaughtMoments>()
        ));
        services.AddSingleton<IndexWarmUp>();
        services.AddSingleton<VectorMaintenance>();
        services.AddSingleton<DuplicateSearch>();
        services.AddSingleton<IndexMapper>();
        services.AddSingleton(s => new IndexMapCache(
            dataDir,
            s.GetRequiredService<Lazy<IndexMapper>>(),
            s.GetRequiredService<IIndexStore>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<IndexMapCache>>()
        ));
        services.AddSingleton(s => new Lazy<SearchEngine>(s.GetRequiredService<SearchEngine>));
        services.AddSingleton(s => new Lazy<IndexMapper>(s.GetRequiredService<IndexMapper>));
        return services;
    }
}
