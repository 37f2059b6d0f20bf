using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteVideoStore(SqliteDatabase database) : IVideoStore
{
    private static readonly IReadOnlyList<VideoStatus> ReadyOnly = [VideoStatus.Ready];

    public Task AddAsync(VideoRecord video, IndexingTaskRecord? task, JobRequest job, CancellationToken ct) =>
        AddAsync(null, video, task, job, ct);

    public Task AddWithAssetAsync(AssetRecord asset, VideoRecord video, IndexingTaskRecord task, JobRequest job, CancellationToken ct) =>
        AddAsync(asset, video, task, job, ct);

    public Task<VideoRecord?> FindAsync(string tenantId, string? indexId, string videoId, CancellationToken ct) =>
        database.ReadAsync(c => Find(c, tenantId, indexId, videoId), ct);

    public Task<Page<VideoRecord>> ListAsync(
        string tenantId,
        string indexId,
        VideoFilter filter,
        SortOrder sort,
        PageWindow window,
        CancellationToken ct
    )
    {
        var where = VideoWhereClause.Create(tenantId, indexId, filter);
        return database.ReadAsync(
            c =>
            {
                int? total = VideoWhereClause.IsAboutStatusOnly(filter)
                    ? CountByStatus(c, tenantId, indexId, filter.Statuses ?? ReadyOnly)
                    : null;
                return where.ReadPage<VideoRecord>(c, "videos", "videos", sort, window, total);
            },
            ct
        );
    }

    public Task<Page<AssetVideo>> ListByAssetAsync(string tenantId, string assetId, PageWindow window, CancellationToken ct) =>
        database.ReadAsync(
            c =>
            {
                const string from = "FROM videos v WHERE v.tenant_id = @tenantId AND v.asset_id = @assetId AND v.index_id NOT GLOB @stores";
                var key = new
                {
                    tenantId,
                    assetId,
                    stores = KnowledgeStoreRecord.IdPrefix + "_*",
                    limit = window.Limit,
                    offset = (window.Page - 1L) * window.Limit,
                };
                var rows = c.Query<AssetVideo>(
                        $"""
                        SELECT v.id AS Id, v.index_id AS IndexId, i.name AS IndexName
                        FROM (SELECT * {from} ORDER BY v.created_at DESC, v.id DESC LIMIT @limit OFFSET @offset) v
                        JOIN indexes i ON i.tenant_id = v.tenant_id AND i.id = v.index_id
                        ORDER BY v.created_at DESC, v.id DESC
                        """,
                        key
                    )
                    .AsList();
                return new Page<AssetVideo>(rows, c.ExecuteScalar<int>($"SELECT COUNT(*) {from}", key));
            },
            ct
        );

    public Task<IReadOnlyList<VideoRecord>> ListAllAsync(string tenantId, string indexId, VideoFilter filter, CancellationToken ct) =>
        database.ReadAsync(c => VideoWhereClause.Create(tenantId, indexId, filter).ReadAll<VideoRecord>(c, "videos"), ct);

    public Task<bool> UpdateAsync(VideoRecord video, IndexingTaskStatus? taskStatus, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                if (Find(c, video.TenantId, video.IndexId, video.Id) is not { } before)
                {
                    // The video was deleted while it was being indexed: its description must not stay behind.
                    Cascades.DeleteUnusedContent(c, video.TenantId, video.ContentHash);
                    return false;
                }
                c.Execute(
                    """
                    UPDATE videos SET asset_id = @AssetId, content_hash = @ContentHash, status = @Status, filename = @Filename,
                      duration_sec = @DurationSec, fps = @Fps, width = @Width, height = @Height, size_bytes = @SizeBytes,
                      enable_video_stream = @EnableVideoStream, hls = @Hls, failure = @Failure,
                      indexed_at = @IndexedAt, created_at = @CreatedAt, updated_at = @UpdatedAt
                    WHERE tenant_id = @TenantId AND id = @Id
                    """,
                    video
                );
                if (taskStatus is { } status)
                {
                    SqliteIndexingTaskStore.UpdateFromVideo(c, video, status);
                }
                if (before.Status == VideoStatus.Ready || video.Status == VideoStatus.Ready)
                {
                    Cascades.IncrementRevision(c, video.TenantId, video.IndexId);
                }
                return true;
            },
            ct
        );

    public Task<bool> UpdateMetadataAsync(
        string tenantId,
        string indexId,
        string videoId,
        string? title,
        Func<string?, string?>? changeMetadata,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        database.WriteAsync(
            c =>
            {
                if (Find(c, tenantId, indexId, videoId) is not { } video)
                {
                    return false;
                }
                c.Execute(
                    """
                    UPDATE videos SET title = @title, user_metadata_json = @metadata, updated_at = @now
                    WHERE tenant_id = @tenantId AND id = @videoId
                    """,
                    new
                    {
                        tenantId,
                        videoId,
                        title = title ?? video.Title,
                        metadata = changeMetadata is null ? video.UserMetadataJson : changeMetadata(video.UserMetadataJson),
                        now,
                    }
                );
                Cascades.IncrementRevision(c, tenantId, indexId);
                return true;
            },
            ct
        );

    public Task<bool> DeleteAsync(string tenantId, string indexId, string videoId, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                if (Find(c, tenantId, indexId, videoId) is not { } video)
                {
                    return false;
                }
                Cascades.DeleteVideos(c, tenantId, [video]);
                return true;
            },
            ct
        );

    private async Task AddAsync(AssetRecord? asset, VideoRecord video, IndexingTaskRecord? task, JobRequest job, CancellationToken ct)
    {
        await database.WriteAsync(
            c =>
            {
                if (asset is not null)
                {
                    SqliteAssetStore.Insert(c, asset);
                }
                Insert(c, video);
                if (task is not null)
                {
                    SqliteIndexingTaskStore.Insert(c, task);
                }
                if (video.Status == VideoStatus.Ready)
                {
                    Cascades.IncrementRevision(c, video.TenantId, video.IndexId);
                }
                SqliteJobQueue.Insert(c, job, video.CreatedAt);
                return true;
            },
            ct
        );
        database.JobSignal.NotifyEnqueued();
    }

    private static void Insert(SqliteConnection connection, VideoRecord video)
    {
        try
        {
            connection.Execute(
                """
                INSERT INTO videos (tenant_id, id, index_id, asset_id, content_hash, status, filename, title, duration_sec, fps, width,
                  height, size_bytes, enable_video_stream, hls, user_metadata_json, failure, indexed_at, created_at, updated_at)
                VALUES (@TenantId, @Id, @IndexId, @AssetId, @ContentHash, @Status, @Filename, @Title, @DurationSec, @Fps, @Width, @Height,
                  @SizeBytes, @EnableVideoStream, @Hls, @UserMetadataJson, @Failure, @IndexedAt, @CreatedAt, @UpdatedAt)
                """,
                video
            );
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT_FOREIGNKEY)
        {
            throw new ParentMissingException(e);
        }
    }

    private static VideoRecord? Find(SqliteConnection connection, string tenantId, string? indexId, string videoId) =>
        connection.QuerySingleOrDefault<VideoRecord>(
            "SELECT * FROM videos WHERE tenant_id = @tenantId AND id = @videoId AND (@indexId IS NULL OR index_id = @indexId)",
            new
            {
                tenantId,
                indexId,
                videoId,
            }
        );

    private static int CountByStatus(SqliteConnection connection, string tenantId, string indexId, IReadOnlyList<VideoStatus> statuses) =>
        connection
            .Query<(VideoStatus Status, int Videos)>(
                "SELECT status, videos FROM video_counts WHERE tenant_id = @tenantId AND index_id = @indexId",
                new { tenantId, indexId }
            )
            .Where(row => statuses.Contains(row.Status))
            .Sum(row => row.Videos);
}
