using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reelsight.Core;
using Reelsight.Server.Api.ReelsightV1.Audit;
using Reelsight.Server.Api.ReelsightV1.Backups;
using Reelsight.Server.Api.ReelsightV1.Indexes;
using Reelsight.Server.Api.ReelsightV1.Keys;
using Reelsight.Server.Api.ReelsightV1.Labels;
using Reelsight.Server.Api.ReelsightV1.Maps;
using Reelsight.Server.Api.ReelsightV1.Media;
using Reelsight.Server.Api.ReelsightV1.People;
using Reelsight.Server.Api.ReelsightV1.SavedSearches;
using Reelsight.Server.Api.ReelsightV1.Spaces;
using Reelsight.Server.Api.ReelsightV1.Studio;
using Reelsight.Server.Api.ReelsightV1.Tenants;
using Reelsight.Server.Api.ReelsightV1.VideoEvidence;
using Reelsight.Server.Api.ReelsightV1.Webhooks;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Api.V1_3.AnalyzeBatches;
using Reelsight.Server.Api.V1_3.AnalyzeTasks;
using Reelsight.Server.Api.V1_3.Assets;
using Reelsight.Server.Api.V1_3.Connections;
using Reelsight.Server.Api.V1_3.Embed;
using Reelsight.Server.Api.V1_3.Entities;
using Reelsight.Server.Api.V1_3.EntityCollections;
using Reelsight.Server.Api.V1_3.IndexedAssets;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Api.V1_3.KnowledgeStores;
using Reelsight.Server.Api.V1_3.MultipartUploads;
using Reelsight.Server.Api.V1_3.Responses;
using Reelsight.Server.Api.V1_3.Search;
using Reelsight.Server.Api.V1_3.Tasks;
using Reelsight.Server.Api.V1_3.Videos;
using Reelsight.Server.Http;
using Reelsight.Server.Http.Admission;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Hosts;
using Reelsight.Server.Http.Idempotency;
using Reelsight.Server.Http.Middleware;
using Reelsight.Server.Http.RateLimits;
using Reelsight.Server.OpenApi;
using Reelsight.Server.Settings;
using Reelsight.Server.Studio;
using Reelsight.Server.Telemetry;
using Reelsight.Storage;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Hosting;

/// <summary>The server: HTTP in front of the stores, the search and the pipeline.</summary>
public static partial class ReelsightServer
{
    /// <summary>The tenant that the first key belongs to.</summary>
    public const string DefaultTenant = TenantNames.Default;

    /// <summary>How long a stopping server waits for requests in hand.</summary>
    private static readonly TimeSpan _shutdownTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Opens the data folder and puts the server together. It listens once the result is started or run.</summary>
    /// <param name="settings">What the owner set.</param>
    /// <param name="clock">The clock; the system's when null.</param>
    /// <exception cref="Reelsight.Media.Sandboxing.SandboxUnavailableException">
    /// The settings demand a sandbox that cannot be had.
    /// </exception>
    public static WebApplication Build(ServerSettings settings, TimeProvider? clock = null)
    {
        // Empty: no configuration, environment variable or file that we did not read ourselves changes how the server behaves.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder
            .WebHost.UseKestrelCore()
            .UseUrls(GetListenUrl(settings))
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = BodyLimit.MaxJsonBytes;
            });
        builder.Logging.AddLogs(settings);
        builder.Services.AddTelemetry(settings);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = _shutdownTimeout);
        builder.Services.AddReelsight(settings, clock ?? TimeProvider.System);

        var stillOpen = OwnerOnlyFiles.Enforce(settings.DataDir);
        var app = builder.Build();
        if (stillOpen is not null)
        {
            LogDataFolderOpen(app.Logger, stillOpen);
        }

        app.Services.OpenDataFolder();
        app.Services.ReportSandbox();
        app.UseMiddleware<RequestTelemetryMiddleware>();
        app.UseMiddleware<ErrorResponseMiddleware>();
        app.UseTrustedProxies(settings);
        app.UseMiddleware<AllowedHostMiddleware>();
        app.UseMiddleware<DuplicateSlashMiddleware>();
        app.UseMediaCors();
        app.UseUploadCors();
        if (settings.OpenId.Issuer is not null)
        {
            app.UseAuthentication();
        }

        app.UseMiddleware<ApiKeyMiddleware>();
        // The operation decides how large a body may be, also of a request that is answered from what is kept.
        app.UseRouting();
        app.UseMiddleware<ScopeMiddleware>();
        app.UseMiddleware<IdempotencyMiddleware>();
        // Again, so that an error of the operation is written while its answer is being kept.
        app.UseMiddleware<ErrorResponseMiddleware>();
        app.UseMiddleware<RateLimitMiddleware>();
        app.UseMiddleware<AdmissionMiddleware>();
        app.UseMiddleware<AuditMiddleware>();
        app.UseMiddleware<StudioMiddleware>();
        MapRoutes(app);
        return app;
    }

    /// <summary>
    /// Makes sure that there is an API key: the one in the settings, which replaces what was set before, else the one that is known, else
    /// a new one.
    /// </summary>
    /// <returns>The key made now, to be shown to the owner once; null when there was one.</returns>
    /// <exception cref="SettingsException">The key in the settings could be guessed.</exception>
    public static async Task<string?> EnsureKeyAsync(WebApplication app, CancellationToken ct)
    {
        var services = app.Services;
        var keys = services.GetRequiredService<IApiKeyStore>();
        var preset = services.GetRequiredService<ServerSettings>().ApiKey;
        if (preset is null && keys.HasPreset)
        {
            return null;
        }

        var key = preset ?? PresetKey.Create();
        PresetKey.Check(key, "the settings");
        var record = new ApiKeyRecord
        {
            Id = services.GetRequiredService<IdGenerator>().Next(),
            TenantId = DefaultTenant,
            Name = "preset",
            Scopes = AccessScopes.All,
            Preset = true,
            CreatedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        await keys.ReplacePresetAsync(record, key, ct);
        return preset is null ? key : null;
    }

    /// <summary>Waits until a started server can serve.</summary>
    /// <exception cref="DataFolderException">The database is damaged, or the disk fails.</exception>
    public static Task WaitUntilReadyAsync(WebApplication app, CancellationToken ct) =>
        app.Services.GetRequiredService<Readiness>().Started.WaitAsync(ct);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private static partial void LogDataFolderOpen(ILogger log, string sentence);

    private static void MapRoutes(WebApplication app)
    {
        app.MapHealth();
        app.MapReady();
        app.MapMetrics();
        app.MapMedia();
        app.MapDocs();
        app.MapGet(StartOpenIdSignIn.Path, StartOpenIdSignIn.HandleAsync);
        app.MapChunks();
        app.MapExports();
        var api = app.MapGroup(ApiRoutes.ContractRoot);
        api.MapIndexes();
        api.MapAssets();
        api.MapMultipartUploads();
        api.MapTasks();
        api.MapIndexedAssets();
        api.MapVideos();
        api.MapSearch();
        api.MapKnowledgeStores();
        api.MapKnowledgeStoreItems();
        api.MapItemCollections();
        api.MapResponses();
        api.MapConnections();
        api.MapEntityCollections();
        api.MapEntities();
        api.MapEmbed();
        api.MapAnalyze();
        api.MapAnalyzeTasks();
        api.MapAnalyzeBatches();
        var reelsight = app.MapGroup(ApiRoutes.ReelsightRoot);
        reelsight.MapStudio();
        reelsight.MapAudit();
        reelsight.MapKeys();
        reelsight.MapPeople();
        reelsight.MapTenants();
        reelsight.MapSavedSearches();
        reelsight.MapWebhooks();
        reelsight.MapEvidence();
        reelsight.MapDuplicates();
        reelsight.MapLabels();
        reelsight.MapMaps();
        reelsight.MapSpaces();
        reelsight.MapBackups();
    }

    private static string GetListenUrl(ServerSettings settings)
    {
        var host =
            IPAddress.TryParse(settings.Host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
                ? $"[{settings.Host}]"
                : settings.Host;
        return $"http://{host}:{settings.Port}";
    }
}
