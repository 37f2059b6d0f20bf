using Microsoft.Extensions.DependencyInjection;
using Reelsight.Analysis;
using Reelsight.Analysis.Tasks;
using Reelsight.Analysis.Timelines;
using Reelsight.Fetch;
using Reelsight.Inference;
using Reelsight.Inference.Packs;
using Reelsight.Labels;
using Reelsight.Media;
using Reelsight.Media.Probe;
using Reelsight.Media.Sandboxing;
using Reelsight.Media.Tools;
using Reelsight.Pipeline;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Indexing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Pipeline.Notifications;
using Reelsight.Pipeline.Uploads;
using Reelsight.Search.Engine;
using Reelsight.Server.Api.ReelsightV1.Labels;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Api.V1_3.AnalyzeTasks;
using Reelsight.Server.Api.V1_3.Embed;
using Reelsight.Server.Api.V1_3.KnowledgeStores;
using Reelsight.Server.Api.V1_3.MultipartUploads;
using Reelsight.Server.Api.V1_3.Responses;
using Reelsight.Server.Api.V1_3.Search;
using Reelsight.Server.Api.V1_3.Videos;
using Reelsight.Server.Backups;
using Reelsight.Server.Http.Admission;
using Reelsight.Server.Http.Audit;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Hosts;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.OpenId;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Server.OpenApi;
using Reelsight.Server.Settings;
using Reelsight.Server.Studio;
using Reelsight.Server.Tenants;
using Reelsight.Storage;

namespace Reelsight.Server.Hosting;

/// <summary>Registers every service of the program: each project's own, then those of HTTP.</summary>
internal static class ServiceRegistration
{
    internal static void AddReelsight(this IServiceCollection services, ServerSettings settings, TimeProvider clock)
    {
        services.AddSingleton(settings);
        services.AddSingleton(clock);
        services.AddStorage(settings.DataDir);
        services.AddMedia(_ => CreateMediaTools(settings, clock));
        services.AddInference(CreateModelStoreOptions(settings, clock));
        services.AddFetch(
            new FetchOptions
            {
                AllowPrivate = settings.AllowPrivateUrls,
                MinBytesPerSec = settings.FetchMinRate,
                MaxDuration = settings.FetchMaxTime,
                Time = clock,
            }
        );
        services.AddPipeline(
            new JobWorkerOptions
            {
                Workers = settings.Workers,
                FetchSlots = settings.FetchSlots,
                Hours = settings.Hours,
                CpuPercent = settings.CpuLimit,
                LeaseDuration = settings.Lease,
            },
            new IntakeLimits { Media = settings.MediaLimits == MediaLimitsProfile.TwelveLabs ? MediaLimits.TwelveLabs : null }
        );
        services.AddSearch(settings.DataDir, SearchModels.TryCreateTextEncoder, SearchModels.CreateSpaceResolver);
        services.AddAnalysis(settings.Generation, new VideoDurationLimits(settings.MediaLimits != MediaLimitsProfile.None));
        AddHttp(services, settings);
        AddNotifications(services);
        services.AddLabels(settings.DataDir);
        AddHostedServices(services, settings);
    }

    private static MediaTools CreateMediaTools(ServerSettings settings, TimeProvider clock)
    {
        var tools = new MediaTools
        {
            WorkRoot = Path.Combine(settings.DataDir, "work"),
            Sandbox = settings.Sandbox is { } level ? MediaSandbox.Demand(level) : MediaSandbox.Strongest,
            Codecs = CodecPolicy.WithAlso(settings.AllowCodecs),
            Nice = settings.Nice,
            Time = clock,
        };
        tools.DeleteLeftovers();
        return tools;
    }

    private static ModelStoreOptions CreateModelStoreOptions(ServerSettings settings, TimeProvider clock) =>
        settings.ModelsDir is { } root ? new ModelStoreOptions { Root = root, Time = clock } : new ModelStoreOptions { Time = clock };

    private static void AddHttp(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<Readiness>();
        services.AddSingleton<ReadinessCheck>();
        services.AddSingleton(_ => SigningKey.Open(settings.DataDir));
        services.AddSingleton<SignedTokens>();
        services.AddSingleton<StudioSessions>();
        services.AddSingleton<UsageRecorder>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<PersonSignIn>();
        services.AddSingleton<TenantGate>();
        services.AddSingleton<TenantRemoval>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AllowedHosts>();
        services.AddSingleton<Authenticator>();
        services.AddOpenId(settings);
        services.AddSingleton<StudioFiles>();
        services.AddSingleton<SignedMediaUrls>();
        services.AddSingleton<SignedUploadUrls>();
        services.AddSingleton<SignedExportUrls>();
        services.AddSingleton<AnnotationEdits>();
        services.AddSingleton<UploadCompletion>();
        services.AddSingleton<UploadReceiver>();
        services.AddSingleton<MediaReader>();
        services.AddSingleton(_ => new MemoryBudget());
        services.AddSingleton<AdmissionLimits>();
        services.AddSingleton<BackupRunner>();
        services.AddSingleton<VideoDetails>();
        services.AddSingleton<QueryImageEncoder>();
        services.AddSingleton<QueryMomentEncoder>();
        services.AddSingleton<SearchPaginator>();
        services.AddSingleton<ItemRepository>();
        services.AddSingleton<ItemCollectionRepository>();
        services.AddSingleton<KnowledgeStoreSearch>();
        services.AddSingleton<StoreSearchPaginator>();
        services.AddSingleton(WireContexts.All);
        services.AddSingleton<GetOpenApi>();
        services.AddSingleton<SelectionResolver>();
        services.AddSingleton<EmbedTaskRepository>();
        services.AddSingleton<SynchronousMediaGate>();
        services.AddSingleton<SynchronousEmbedder>();
        services.AddSingleton<ReferenceImageReader>();
        services.AddSingleton<IAnalyzeTaskSerializer, AnalyzeTaskSerializer>();
    }

    // Webhooks are sent before saved searches are run.
    private static void AddNotifications(IServiceCollection services)
    {
        services.AddSingleton(s => new WebhookSigner(s.GetRequiredService<SigningKey>().Bytes));
        services.AddSingleton<WebhookDispatcher>();
        services.AddSingleton<SavedSearchNotifier>();
        services.AddSingleton<IIndexingEvents>(s => s.GetRequiredService<WebhookDispatcher>());
        services.AddSingleton<IIndexingEvents>(s => s.GetRequiredService<SavedSearchNotifier>());
        services.AddJobHandler<WebhookDeliveryHandler>();
    }

    private static void AddHostedServices(IServiceCollection services, ServerSettings settings)
    {
        services.AddHostedService(s => s.GetRequiredService<UsageRecorder>());
        services.AddHostedService<AuditMaintenance>();
        services.AddHostedService(s => s.GetRequiredService<TenantRemoval>());
        services.AddHostedService<StartupService>();
        services.AddHostedService<ExpiredDataCleanup>();
        services.AddHostedService<VectorMaintenanceService>();
        services.AddHostedService<ExpiredUploadCleanup>();
        services.AddHostedService(s => s.GetRequiredService<BackupRunner>());
        if (settings.Workers > 0)
        {
            services.AddHostedService<JobWorkerService>();
        }
    }
}
