using Microsoft.Extensions.DependencyInjection;
using Reelsight.Media.Delivery;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;

namespace Reelsight.Media;

/// <summary>Registers the services of this project.</summary>
public static class MediaServiceCollectionExtensions
{
    /// <summary>Adds probing, frame extraction, thumbnails and HLS packaging.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="tools">Locates and limits ffmpeg and ffprobe; called once, when the first of these services is asked for.</param>
    public static IServiceCollection AddMedia(this IServiceCollection services, Func<IServiceProvider, MediaTools> tools)
    {
        services.AddSingleton(tools);
        services.AddSingleton<MediaProbe>();
        services.AddSingleton<FrameMapReader>();
        services.AddSingleton<FrameExtractor>();
        services.AddSingleton<HlsPackager>();
        services.AddSingleton<Thumbnailer>();
        return services;
    }
}
