using Microsoft.Extensions.DependencyInjection;

namespace Reelsight.Fetch;

/// <summary>Registers the services of this project.</summary>
public static class FetchServiceCollectionExtensions
{
    /// <summary>Adds the one HTTP client for outbound requests.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="options">Which addresses it may reach, and its time limits.</param>
    public static IServiceCollection AddFetch(this IServiceCollection services, FetchOptions options) =>
        services.AddSingleton(_ => new GuardedFetch(options));
}
