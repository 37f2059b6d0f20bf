using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Reelsight.Core;
using Reelsight.Storage.Backup;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Sqlite;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage;

/// <summary>Registers the services of this project.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// Adds every store of one data folder, its job queue, its media files and the generator of ids. A <see cref="TimeProvider"/> must be
    /// registered; so may be a <see cref="RandomNumberGenerator"/> for ids and lease tokens, else the operating system's is used.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="dataDir">
    /// The folder: <c>reelsight.db</c>, <c>blobs/</c>, <c>uploads/</c> and <c>scratch/</c> are in it. What is missing is created or
    /// migrated when the first store is asked for; see <see cref="OpenDataFolder"/>.
    /// </param>
    public static IServiceCollection AddStorage(this IServiceCollection services, string dataDir)
    {
        services.TryAddSingleton(_ => RandomNumberGenerator.Create());
        services.AddSingleton(s =>
        {
            RestoreMarker.ThrowIfUnfinished(dataDir);
            return SqliteDatabase.Open(dataDir, s.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<IBlobStore>(s => new FileBlobStore(dataDir, s.GetRequiredService<RandomNumberGenerator>()));
        services.AddSingleton<IUploadChunkStore>(s => new FileUploadChunkStore(dataDir, s.GetRequiredService<IBlobStore>()));
        services.AddSingleton<IdGenerator>();
        services.AddSingleton<IUnitOfWork, SqliteUnitOfWork>();
        services.AddSingleton<IDatabaseProbe, SqliteProbe>();
        services.AddSingleton<IDatabaseSnapshots, SqliteSnapshots>();
        services.AddSingleton(s => new BackupWriter(
            dataDir,
            s.GetRequiredService<IDatabaseSnapshots>(),
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<IJobQueue, SqliteJobQueue>();
        services.AddSingleton<IIndexStore, SqliteIndexStore>();
        services.AddSingleton<IAssetStore, SqliteAssetStore>();
        services.AddSingleton<IVideoStore, SqliteVideoStore>();
        services.AddSingleton<IIndexingTaskStore, SqliteIndexingTaskStore>();
        services.AddSingleton<IStageOutputStore, SqliteStageOutputStore>();
        services.AddSingleton<IDescriptionStore, SqliteDescriptionStore>();
        services.AddSingleton<IVisualSpaceStore, SqliteVisualSpaceStore>();
        services.AddSingleton<ISearchPageStore, SqliteSearchPageStore>();
        services.AddSingleton<IApiKeyStore, SqliteApiKeyStore>();
        services.AddSingleton<IPersonStore, SqlitePersonStore>();
        services.AddSingleton<ITenantStore, SqliteTenantStore>();
        services.AddSingleton<IAuditStore, SqliteAuditStore>();
        services.AddSingleton<IStudioSessionStore, SqliteStudioSessionStore>();
        services.AddSingleton<IAnnotationStore, SqliteAnnotationStore>();
        services.AddResourceStore("entity_collection", StorageJson.Default.EntityCollectionRecord);
        services.AddResourceStore(ResourceKinds.Entity, StorageJson.Default.EntityRecord);
        services.AddResourceStore(ResourceKinds.Upload, StorageJson.Default.UploadRecord);
        services.AddResourceStore("redirect_uri", StorageJson.Default.RedirectUriRecord, uniqueNames: true);
        services.AddResourceStore(ResourceKinds.FailedTranscription, StorageJson.Default.FailedTranscriptionRecord);
        services.AddResourceStore("knowledge_store", StorageJson.Default.KnowledgeStoreRecord);
        services.AddResourceStore("item_collection", StorageJson.Default.ItemCollectionRecord, uniqueNames: true);
        services.AddResourceStore("session", StorageJson.Default.SessionRecord);
        services.AddResourceStore("analyze_task", StorageJson.Default.AnalyzeTaskRecord);
        services.AddResourceStore("analyze_batch", StorageJson.Default.AnalyzeBatchRecord);
        services.AddResourceStore("idempotent_answer", StorageJson.Default.IdempotentResponseRecord);
        services.AddResourceStore("saved_search", StorageJson.Default.SavedSearchRecord);
        services.AddResourceStore("webhook", StorageJson.Default.WebhookRecord);
        services.AddResourceStore("webhook_delivery", StorageJson.Default.WebhookDeliveryRecord);
        services.AddResourceStore("embedding_task", StorageJson.Default.EmbeddingTaskRecord);
        services.AddResourceStore(ResourceKinds.LabelSet, StorageJson.Default.LabelSetRecord);
        services.AddResourceStore("auto_label_run", StorageJson.Default.AutoLabelRunRecord);
        services.AddResourceStore("taught_label", StorageJson.Default.TaughtLabelRecord);
        services.AddResourceStore("export", StorageJson.Default.ExportRecord);
        return services;
    }

    /// <summary>Opens the data folder now, so that one that cannot be used is reported at once and not at the first request.</summary>
    /// <exception cref="NewerSchemaException">A newer version of the program wrote the folder.</exception>
    /// <exception cref="DataFolderException">
    /// The database is damaged, the disk fails, or restoring the folder from a backup has not ended.
    /// </exception>
    public static void OpenDataFolder(this IServiceProvider services)
    {
        services.GetRequiredService<SqliteDatabase>();
        services.GetRequiredService<IBlobStore>();
    }

    private static void AddResourceStore<T>(this IServiceCollection services, string kind, JsonTypeInfo<T> type, bool uniqueNames = false)
        where T : class, IResource =>
        services.AddSingleton<IResourceStore<T>>(s => new SqliteResourceStore<T>(
            s.GetRequiredService<SqliteDatabase>(),
            kind,
            type,
            uniqueNames
        ));
}
