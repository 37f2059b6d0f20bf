using Microsoft.Extensions.DependencyInjection;
using Reelsight.Server.Http;
using Reelsight.Server.Media;
using Reelsight.Server.Search;
using Reelsight.Storage;

namespace Reelsight.Server;

/// <summary>The one place where the parts are put together.</summary>
internal static class Composition
{
    internal static void AddReelsight(this IServiceCollection services, ServerSettings settings, TimeProvider clock)
    {
        services.AddSingleton(settings);
        services.AddSingleton(clock);
        services.AddSingleton<Readiness>();
        services.AddSingleton(_ => MediaKey.Open(settings.DataDir));
        services.AddSingleton<MediaLinks>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<SearchPages>();
        services.AddHostedService<Opening>();
        AddStores(services, settings, clock);
    }

    private static void AddStores(IServiceCollection services, ServerSettings settings, TimeProvider clock)
    {
        services.AddSingleton(_ => ReelsightStores.Open(settings.DataDir, clock));
        services.AddSingleton(s => Stores(s).Indexes);
        services.AddSingleton(s => Stores(s).Assets);
        services.AddSingleton(s => Stores(s).Videos);
        services.AddSingleton(s => Stores(s).Tasks);
        services.AddSingleton(s => Stores(s).Stages);
        services.AddSingleton(s => Stores(s).Described);
        services.AddSingleton(s => Stores(s).SearchPages);
        services.AddSingleton(s => Stores(s).Keys);
        services.AddSingleton(s => Stores(s).Queue);
        services.AddSingleton(s => Stores(s).Blobs);
        services.AddSingleton(s => Stores(s).Ids);
    }

    private static ReelsightStores Stores(IServiceProvider services) => services.GetRequiredService<ReelsightStores>();
}
