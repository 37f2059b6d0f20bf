using Microsoft.Extensions.DependencyInjection;
using Reelsight.Core;
using Reelsight.Storage;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.TestSupport;

/// <summary>The stores of one data folder by short names: those of a program that runs, or of a folder opened by itself.</summary>
public sealed class ReelsightStores : IDisposable
{
    private readonly IServiceProvider _services;
    private readonly ServiceProvider? _owned;

    /// <summary>The stores of a program that runs, which closes them itself.</summary>
    public ReelsightStores(IServiceProvider services) => _services = services;

    private ReelsightStores(ServiceProvider owned)
        : this((IServiceProvider)owned) => _owned = owned;

    public IIndexStore Indexes => Get<IIndexStore>();
    public IAssetStore Assets => Get<IAssetStore>();
    public IVideoStore Videos => Get<IVideoStore>();
    public IIndexingTaskStore IndexingTasks => Get<IIndexingTaskStore>();
    public IStageOutputStore StageOutputs => Get<IStageOutputStore>();
    public IDescriptionStore Descriptions => Get<IDescriptionStore>();
    public IVisualSpaceStore VisualSpaces => Get<IVisualSpaceStore>();
    public ISearchPageStore SearchPages => Get<ISearchPageStore>();
    public IPersonStore People => Get<IPersonStore>();
    public ITenantStore Tenants => Get<ITenantStore>();
    public IAuditStore Audit => Get<IAuditStore>();
    public IStudioSessionStore StudioSessions => Get<IStudioSessionStore>();
    public IApiKeyStore ApiKeys => Get<IApiKeyStore>();
    public IResourceStore<EntityCollectionRecord> EntityCollections => Get<IResourceStore<EntityCollectionRecord>>();
    public IResourceStore<EntityRecord> Entities => Get<IResourceStore<EntityRecord>>();
    public IResourceStore<UploadRecord> Uploads => Get<IResourceStore<UploadRecord>>();
    public IUploadChunkStore UploadChunks => Get<IUploadChunkStore>();
    public IResourceStore<RedirectUriRecord> RedirectUris => Get<IResourceStore<RedirectUriRecord>>();
    public IResourceStore<FailedTranscriptionRecord> FailedTranscriptions => Get<IResourceStore<FailedTranscriptionRecord>>();
    public IResourceStore<KnowledgeStoreRecord> KnowledgeStores => Get<IResourceStore<KnowledgeStoreRecord>>();
    public IResourceStore<ItemCollectionRecord> ItemCollections => Get<IResourceStore<ItemCollectionRecord>>();
    public IResourceStore<SessionRecord> Sessions => Get<IResourceStore<SessionRecord>>();
    public IResourceStore<AnalyzeTaskRecord> AnalyzeTasks => Get<IResourceStore<AnalyzeTaskRecord>>();
    public IResourceStore<AnalyzeBatchRecord> AnalyzeBatches => Get<IResourceStore<AnalyzeBatchRecord>>();
    public IResourceStore<IdempotentResponseRecord> IdempotentResponses => Get<IResourceStore<IdempotentResponseRecord>>();
    public IResourceStore<SavedSearchRecord> SavedSearches => Get<IResourceStore<SavedSearchRecord>>();
    public IResourceStore<WebhookRecord> Webhooks => Get<IResourceStore<WebhookRecord>>();
    public IResourceStore<WebhookDeliveryRecord> WebhookDeliveries => Get<IResourceStore<WebhookDeliveryRecord>>();
    public IResourceStore<EmbeddingTaskRecord> EmbeddingTasks => Get<IResourceStore<EmbeddingTaskRecord>>();
    public IResourceStore<LabelSetRecord> LabelSets => Get<IResourceStore<LabelSetRecord>>();
    public IAnnotationStore Annotations => Get<IAnnotationStore>();
    public IResourceStore<AutoLabelRunRecord> AutoLabelRuns => Get<IResourceStore<AutoLabelRunRecord>>();
    public IResourceStore<ExportRecord> Exports => Get<IResourceStore<ExportRecord>>();
    public IDatabaseSnapshots Snapshots => Get<IDatabaseSnapshots>();
    public IUnitOfWork UnitOfWork => Get<IUnitOfWork>();
    public IJobQueue Queue => Get<IJobQueue>();
    public IBlobStore Blobs => Get<IBlobStore>();
    public IdGenerator Ids => Get<IdGenerator>();

    /// <summary>Opens a data folder, as a program does that starts.</summary>
    public static ReelsightStores Open(string dataDir, TimeProvider clock)
    {
        var services = new ServiceCollection().AddSingleton(clock).AddStorage(dataDir).BuildServiceProvider();
        try
        {
            services.OpenDataFolder();
            return new ReelsightStores(services);
        }
        catch
        {
            services.Dispose();
            throw;
        }
    }

    public void Dispose() => _owned?.Dispose();

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
