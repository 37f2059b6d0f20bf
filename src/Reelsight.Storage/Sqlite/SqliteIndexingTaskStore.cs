using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteIndexingTaskStore(SqliteDatabase database) : IIndexingTaskStore
{
    public Task<IndexingTaskRecord?> FindAsync(string tenantId, string taskId, CancellationToken ct) =>
        database.ReadAsync(
            c =>
                c.QuerySingleOrDefault<IndexingTaskRecord>(
                    "SELECT * FROM tasks WHERE tenant_id = @tenantId AND id = @taskId",
                    new { tenantId, taskId }
                ),
            ct
        );

    public Task<IndexingTaskRecord?> FindByVideoAsync(string tenantId, string videoId, CancellationToken ct) =>
        database.ReadAsync(
            c =>
                c.QueryFirstOrDefault<IndexingTaskRecord>(
                    "SELECT * FROM tasks WHERE tenant_id = @tenantId AND video_id = @videoId",
                    new { tenantId, videoId }
                ),
            ct
        );

    public Task<Page<IndexingTaskRecord>> ListAsync(string tenantId, IndexingTaskQuery query, CancellationToken ct)
    {
        var where = new WhereClause(tenantId);
        where.AddIf("index_id = @index", "index", query.IndexId);
        where.AddAnyOf("status", query.Statuses);
        where.AddIf("filename = @filename", "filename", query.Filename);
        where.AddIf("abs(duration_sec - @duration) < 0.001", "duration", query.DurationSec);
        where.AddIf("width = @width", "width", query.Width);
        where.AddIf("height = @height", "height", query.Height);
        where.AddIf("created_at >= @created_from", "created_from", query.CreatedFrom?.UtcTicks);
        where.AddIf("updated_at >= @updated_from", "updated_from", query.UpdatedFrom?.UtcTicks);
        var counted = query == new IndexingTaskQuery(query.Window, query.Sort) { IndexId = query.IndexId, Statuses = query.Statuses };
        return database.ReadAsync(
            c =>
                where.ReadPage<IndexingTaskRecord>(
                    c,
                    "tasks",
                    "tasks",
                    query.Sort,
                    query.Window,
                    counted ? where.Sum(c, "task_counts", "tasks") : null
                ),
            ct
        );
    }

    public Task<bool> DeleteAsync(string tenantId, string taskId, CancellationToken ct) =>
        database.WriteAsync(
            c => c.Execute("DELETE FROM tasks WHERE tenant_id = @tenantId AND id = @taskId", new { tenantId, taskId }) > 0,
            ct
        );

    internal static void Insert(SqliteConnection connection, IndexingTaskRecord task) =>
        connection.Execute(
            """
            INSERT INTO tasks (tenant_id, id, index_id, video_id, status, filename, duration_sec, width, height, failure,
              created_at, updated_at)
            VALUES (@TenantId, @Id, @IndexId, @VideoId, @Status, @Filename, @DurationSec, @Width, @Height, @Failure,
              @CreatedAt, @UpdatedAt)
            """,
            task
        );

    /// <summary>Updates the task of a video to the video's state, media properties and failure.</summary>
    internal static void UpdateFromVideo(SqliteConnection connection, VideoRecord video, IndexingTaskStatus status) =>
        connection.Execute(
            """
            UPDATE tasks SET status = @status, duration_sec = @DurationSec, width = @Width, height = @Height, failure = @Failure,
              updated_at = @UpdatedAt
            WHERE tenant_id = @TenantId AND video_id = @Id
            """,
            new
            {
                video.TenantId,
                video.Id,
                status,
                video.DurationSec,
                video.Width,
                video.Height,
                video.Failure,
                video.UpdatedAt,
            }
        );
}
