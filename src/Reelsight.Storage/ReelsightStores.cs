using System.Security.Cryptography;
using Reelsight.Core;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Sqlite;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage;

/// <summary>Everything kept in one data folder. Dispose it to close the database and drop the scratch files.</summary>
public sealed class ReelsightStores : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly FileBlobStore _blobs;

    private ReelsightStores(string dataDir, SqliteDatabase database, FileBlobStore blobs, TimeProvider time, RandomNumberGenerator random)
    {
        _database = database;
        _blobs = blobs;
        Queue = new SqliteJobQueue(database, random);
        Ids = new IdGenerator(time, random);
        Indexes = new SqliteIndexStore(database);
        Assets = new SqliteAssetStore(database);
        Videos = new SqliteVideoStore(database);
        IndexingTasks = new SqliteIndexingTaskStore(database);
        StageOutputs = new SqliteStageOutputStore(database);
        Descriptions = new SqliteDescriptionStore(database);
        VisualSpaces = new SqliteVisualSpaceStore(database);
        SearchPages = new SqliteSearchPageStore(database);
        ApiKeys = new SqliteApiKeyStore(database);
        EntityCollections = new SqliteResourceStore<EntityCollectionRecord>(
            database,
            "entity_collection",
            StorageJson.Default.EntityCollectionRecord
        );
        Entities = new SqliteResourceStore<EntityRecord>(database, ResourceKinds.Entity, StorageJson.Default.EntityRecord);
        Uploads = new SqliteResourceStore<UploadRecord>(database, ResourceKinds.Upload, StorageJson.Default.UploadRecord);
        UploadChunks = new FileUploadChunkStore(dataDir, blobs);
        RedirectUris = new SqliteResourceStore<RedirectUriRecord>(
            database,
            "redirect_uri",
            StorageJson.Default.RedirectUriRecord,
            uniqueNames: true
        );
        FailedTranscriptions = new SqliteResourceStore<FailedTranscriptionRecord>(
            database,
            ResourceKinds.FailedTranscription,
            StorageJson.Default.FailedTranscriptionRecord
        );
        KnowledgeStores = new SqliteResourceStore<KnowledgeStoreRecord>(
            database,
            "knowledge_store",
            StorageJson.Default.KnowledgeStoreRecord
        );
        SavedSearches = new SqliteResourceStore<SavedSearchRecord>(database, "saved_search", StorageJson.Default.SavedSearchRecord);
        Webhooks = new SqliteResourceStore<WebhookRecord>(database, "webhook", StorageJson.Default.WebhookRecord);
        WebhookDeliveries = new SqliteResourceStore<WebhookDeliveryRecord>(
            database,
            "webhook_delivery",
            StorageJson.Default.WebhookDeliveryRecord
        );
        IdempotentResponses = new SqliteResourceStore<IdempotentResponseRecord>(
            database,
            "idempotent_answer",
            StorageJson.Default.IdempotentResponseRecord
        );
        AnalyzeTasks = new SqliteResourceStore<AnalyzeTaskRecord>(database, "analyze_task", StorageJson.Default.AnalyzeTaskRecord);
        AnalyzeBatches = new SqliteResourceStore<AnalyzeBatchRecord>(database, "analyze_batch", StorageJson.Default.AnalyzeBatchRecord);
        ItemCollections = new SqliteResourceStore<ItemCollectionRecord>(
            database,
            "item_collection",
            StorageJson.Default.ItemCollectionRecord,
            uniqueNames: true
        );
        Sessions = new SqliteResourceStore<SessionRecord>(database, "session", StorageJson.Default.SessionRecord);
        EmbeddingTasks = new SqliteResourceStore<EmbeddingTaskRecord>(database, "embedding_task", StorageJson.Default.EmbeddingTaskRecord);
        LabelSets = new SqliteResourceStore<LabelSetRecord>(database, ResourceKinds.LabelSet, StorageJson.Default.LabelSetRecord);
        Annotations = new SqliteAnnotationStore(database);
        AutoLabelRuns = new SqliteResourceStore<AutoLabelRunRecord>(database, "auto_label_run", StorageJson.Default.AutoLabelRunRecord);
        Exports = new SqliteResourceStore<ExportRecord>(database, "export", StorageJson.Default.ExportRecord);
    }

    /// <summary>Indexes.</summary>
    public IIndexStore Indexes { get; }

    /// <summary>Assets.</summary>
    public IAssetStore Assets { get; }

    /// <summary>Videos.</summary>
    public IVideoStore Videos { get; }

    /// <summary>Upload-and-index tasks.</summary>
    public IIndexingTaskStore IndexingTasks { get; }

    /// <summary>Outputs of the pipeline's stages.</summary>
    public IStageOutputStore StageOutputs { get; }

    /// <summary>What the describers found.</summary>
    public IDescriptionStore Descriptions { get; }

    /// <summary>The visual spaces that footage is described in.</summary>
    public IVisualSpaceStore VisualSpaces { get; }

    /// <summary>Result lists behind page tokens.</summary>
    public ISearchPageStore SearchPages { get; }

    /// <summary>Tenants and their API keys.</summary>
    public IApiKeyStore ApiKeys { get; }

    /// <summary>Groups of entities.</summary>
    public IResourceStore<EntityCollectionRecord> EntityCollections { get; }

    /// <summary>Entities.</summary>
    public IResourceStore<EntityRecord> Entities { get; }

    /// <summary>Large files on their way.</summary>
    public IResourceStore<UploadRecord> Uploads { get; }

    /// <summary>What arrived of them.</summary>
    public IUploadChunkStore UploadChunks { get; }

    /// <summary>Addresses that authorizations may end at.</summary>
    public IResourceStore<RedirectUriRecord> RedirectUris { get; }

    /// <summary>Why assets could not be transcribed.</summary>
    public IResourceStore<FailedTranscriptionRecord> FailedTranscriptions { get; }

    /// <summary>Knowledge stores.</summary>
    public IResourceStore<KnowledgeStoreRecord> KnowledgeStores { get; }

    /// <summary>Selections of a knowledge store's items.</summary>
    public IResourceStore<ItemCollectionRecord> ItemCollections { get; }

    /// <summary>Conversations about knowledge stores.</summary>
    public IResourceStore<SessionRecord> Sessions { get; }

    /// <summary>Analyses in the background.</summary>
    public IResourceStore<AnalyzeTaskRecord> AnalyzeTasks { get; }

    /// <summary>Batches of analyses.</summary>
    public IResourceStore<AnalyzeBatchRecord> AnalyzeBatches { get; }

    /// <summary>Answers to requests that named an idempotency key.</summary>
    public IResourceStore<IdempotentResponseRecord> IdempotentResponses { get; }

    /// <summary>Questions asked of new videos.</summary>
    public IResourceStore<SavedSearchRecord> SavedSearches { get; }

    /// <summary>Addresses told when work ends.</summary>
    public IResourceStore<WebhookRecord> Webhooks { get; }

    /// <summary>Events on their way to webhooks.</summary>
    public IResourceStore<WebhookDeliveryRecord> WebhookDeliveries { get; }

    /// <summary>Embedding tasks.</summary>
    public IResourceStore<EmbeddingTaskRecord> EmbeddingTasks { get; }

    /// <summary>Taxonomies.</summary>
    public IResourceStore<LabelSetRecord> LabelSets { get; }

    /// <summary>Labels on stretches of videos.</summary>
    public IAnnotationStore Annotations { get; }

    /// <summary>Auto-labelling in the background.</summary>
    public IResourceStore<AutoLabelRunRecord> AutoLabelRuns { get; }

    /// <summary>Data sets being written to files.</summary>
    public IResourceStore<ExportRecord> Exports { get; }

    /// <summary>The work queue.</summary>
    public IJobQueue Queue { get; }

    /// <summary>Media files.</summary>
    public IBlobStore Blobs => _blobs;

    /// <summary>Makes ids for new records.</summary>
    public IdGenerator Ids { get; }

    /// <summary>Opens a data folder, creating or migrating what is missing.</summary>
    /// <param name="dataDir">The folder: <c>reelsight.db</c>, <c>blobs/</c>, <c>uploads/</c> and <c>scratch/</c> lie in it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Source of ids and lease tokens; the operating system's when null.</param>
    /// <exception cref="NewerSchemaException">A newer version of the program wrote the folder.</exception>
    /// <exception cref="DataFolderException">The database is damaged, or the disk fails.</exception>
    public static ReelsightStores Open(string dataDir, TimeProvider time, RandomNumberGenerator? random = null)
    {
        random ??= RandomNumberGenerator.Create();
        var database = SqliteDatabase.Open(dataDir, time);
        try
        {
            return new ReelsightStores(dataDir, database, new FileBlobStore(dataDir, random), time, random);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _database.Dispose();
        _blobs.Dispose();
    }
}
