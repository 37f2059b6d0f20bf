using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Sqlite;

/// <summary>Changes that follow from a change of a record, made in the same transaction.</summary>
internal static class Cascades
{
    /// <summary>Increments the revision of an index, so that search reloads it.</summary>
    public static void IncrementRevision(SqliteConnection connection, string tenantId, string indexId) =>
        connection.Execute(
            "UPDATE indexes SET revision = revision + 1 WHERE tenant_id = @tenantId AND id = @indexId",
            new { tenantId, indexId }
        );

    /// <summary>Increments the revision of every index with a ready video of a media content.</summary>
    public static void IncrementRevisionsByContent(SqliteConnection connection, string tenantId, string contentHash) =>
        connection.Execute(
            """
            UPDATE indexes SET revision = revision + 1
            WHERE tenant_id = @tenantId AND id IN (
              SELECT index_id FROM videos WHERE tenant_id = @tenantId AND content_hash = @contentHash AND status = @ready)
            """,
            new
            {
                tenantId,
                contentHash,
                ready = VideoStatus.Ready,
            }
        );

    /// <summary>
    /// Deletes unreferenced data: descriptions of media contents without a video, stage outputs without a video or an asset.
    /// </summary>
    public static void DeleteUnusedContent(SqliteConnection connection, string tenantId, string? contentHash)
    {
        if (contentHash is null)
        {
            return;
        }
        var key = new { tenantId, contentHash };
        if (
            !connection.ExecuteScalar<bool>(
                "SELECT EXISTS (SELECT 1 FROM videos WHERE tenant_id = @tenantId AND content_hash = @contentHash)",
                key
            )
        )
        {
            DeleteDescriptions(connection, tenantId, contentHash);
        }
        if (!IsContentUsed(connection, tenantId, contentHash))
        {
            connection.Execute("DELETE FROM stage_outputs WHERE tenant_id = @tenantId AND content_hash = @contentHash", key);
        }
    }

    public static bool IsContentUsed(SqliteConnection connection, string tenantId, string contentHash) =>
        connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM videos WHERE tenant_id = @tenantId AND content_hash = @contentHash)
                OR EXISTS (SELECT 1 FROM assets WHERE tenant_id = @tenantId AND content_hash = @contentHash)
                OR EXISTS (SELECT 1 FROM resource_links WHERE tenant_id = @tenantId AND link = @contentHash)
            """,
            new { tenantId, contentHash }
        );

    /// <summary>Deletes the description of a media content in a visual space, or in all.</summary>
    public static void DeleteDescriptions(SqliteConnection connection, string tenantId, string contentHash, string? space = null)
    {
        var ids = connection.Query<long>(
            """
            DELETE FROM described
            WHERE tenant_id = @tenantId AND content_hash = @contentHash AND (@space IS NULL OR space = @space) RETURNING id
            """,
            new
            {
                tenantId,
                contentHash,
                space,
            }
        );
        foreach (var id in ids)
        {
            var rows = new { first = EvidenceRowId.Pack(id, 0), last = EvidenceRowId.Pack(id, EvidenceRowId.MaxIndex) };
            connection.Execute("DELETE FROM words WHERE rowid BETWEEN @first AND @last", rows);
            connection.Execute("DELETE FROM described_frames WHERE id BETWEEN @first AND @last", rows);
        }
    }

    public static void DeleteJobs(SqliteConnection connection, string tenantId, string subjectId) =>
        connection.Execute("DELETE FROM jobs WHERE tenant_id = @tenantId AND subject_id = @subjectId", new { tenantId, subjectId });

    /// <summary>
    /// Removes references to a deleted asset: entities lose the image, and one without images becomes not ready; records about the asset
    /// alone are deleted.
    /// </summary>
    public static void UnlinkAsset(SqliteConnection connection, string tenantId, string assetId, DateTimeOffset now)
    {
        var entities = connection
            .Query<string>(
                """
                SELECT body FROM resources WHERE tenant_id = @tenantId AND kind = @kind
                  AND id IN (SELECT resource_id FROM resource_links WHERE tenant_id = @tenantId AND link = @assetId)
                """,
                new
                {
                    tenantId,
                    assetId,
                    kind = ResourceKinds.Entity,
                }
            )
            .AsList();
        foreach (var entity in entities.Select(body => JsonSerializer.Deserialize(body, StorageJson.Default.EntityRecord)!))
        {
            var left = entity.AssetIds.Where(id => id != assetId).ToList();
            var changed = entity with { AssetIds = left, UpdatedAt = now };
            if (left.Count == 0)
            {
                changed = changed with { State = EntityRecord.Processing, Failure = EntityRecord.NoImagesFailure };
            }

            connection.Execute(
                "UPDATE resources SET state = @State, body = @body, updated_at = @UpdatedAt WHERE tenant_id = @TenantId AND id = @Id",
                new
                {
                    changed.State,
                    body = JsonSerializer.Serialize(changed, StorageJson.Default.EntityRecord),
                    changed.UpdatedAt,
                    changed.TenantId,
                    changed.Id,
                }
            );
            connection.Execute(
                "DELETE FROM resource_links WHERE tenant_id = @TenantId AND resource_id = @Id AND link = @assetId",
                new
                {
                    entity.TenantId,
                    entity.Id,
                    assetId,
                }
            );
        }
        connection.Execute(
            """
            DELETE FROM resources WHERE tenant_id = @tenantId AND kind IN (@failed, @upload)
              AND id IN (SELECT resource_id FROM resource_links WHERE tenant_id = @tenantId AND link = @assetId)
            """,
            new
            {
                tenantId,
                assetId,
                failed = ResourceKinds.FailedTranscription,
                upload = ResourceKinds.Upload,
            }
        );
    }

    /// <summary>Deletes videos with their jobs, increments the revisions of their indexes, and deletes what becomes unreferenced.</summary>
    public static void DeleteVideos(SqliteConnection connection, string tenantId, IReadOnlyList<VideoRecord> videos)
    {
        foreach (var video in videos)
        {
            DeleteJobs(connection, tenantId, video.Id);
            connection.Execute("DELETE FROM videos WHERE tenant_id = @tenantId AND id = @Id", new { tenantId, video.Id });
            if (video.Status == VideoStatus.Ready)
            {
                IncrementRevision(connection, tenantId, video.IndexId);
            }
            DeleteUnusedContent(connection, tenantId, video.ContentHash);
        }
    }
}
