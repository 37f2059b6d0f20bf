using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteAssetStore(SqliteDatabase database) : IAssetStore
{
    // The API's type of a MIME type; empty while the type is unknown.
    private const string ApiType = """
        CASE WHEN file_type IN ('application/pdf') OR file_type LIKE 'text/%' THEN 'document'
             WHEN file_type = 'application/mxf' THEN 'video'
             ELSE substr(file_type, 1, instr(file_type, '/') - 1) END
        """;

    public async Task<bool> AddAsync(AssetRecord asset, JobRequest? job, CancellationToken ct)
    {
        var added = await database.WriteAsync(
            c =>
            {
                if (Find(c, asset.TenantId, asset.Id) is not null)
                {
                    return false;
                }
                Insert(c, asset);
                if (job is not null)
                {
                    SqliteJobQueue.Insert(c, job, asset.CreatedAt);
                }
                return true;
            },
            ct
        );
        if (added && job is not null)
        {
            database.JobSignal.NotifyEnqueued();
        }
        return added;
    }

    public Task<AssetRecord?> FindAsync(string tenantId, string assetId, CancellationToken ct) =>
        database.ReadAsync(c => Find(c, tenantId, assetId), ct);

    public Task<Page<AssetRecord>> ListAsync(string tenantId, AssetQuery query, CancellationToken ct)
    {
        var where = new WhereClause(tenantId);
        where.AddIds(query.Ids);
        where.AddAnyOf(ApiType, "types", query.Types);
        where.AddIf("contains_ignoring_case(filename, @part)", "part", query.FilenameContains);
        var counted = query.Ids is null && query.FilenameContains is null;
        return database.ReadAsync(
            c =>
                where.ReadPage<AssetRecord>(
                    c,
                    "assets",
                    "assets",
                    SortOrder.NewestFirst,
                    query.Window,
                    counted ? where.Sum(c, "asset_counts", "assets") : null
                ),
            ct
        );
    }

    public Task<bool> UpdateAsync(AssetRecord asset, CancellationToken ct) =>
        database.WriteAsync(
            c =>
                c.Execute(
                    """
                    UPDATE assets SET method = @Method, status = @Status, filename = @Filename, file_type = @FileType,
                      source_url = @SourceUrl, content_hash = @ContentHash, size_bytes = @SizeBytes, duration_sec = @DurationSec,
                      fps = @Fps, width = @Width, height = @Height,
                      technical_metadata_json = @TechnicalMetadataJson, hls = @Hls, thumbnail = @Thumbnail,
                      failure = @Failure, created_at = @CreatedAt, updated_at = @UpdatedAt
                    WHERE tenant_id = @TenantId AND id = @Id
                    """,
                    asset
                ) > 0,
            ct
        );

    public Task<bool> UpdateUserMetadataAsync(
        string tenantId,
        string assetId,
        Func<string?, string?> change,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        database.WriteAsync(
            c =>
                Find(c, tenantId, assetId) is { } asset
                && c.Execute(
                    "UPDATE assets SET user_metadata_json = @changed, updated_at = @now WHERE tenant_id = @tenantId AND id = @assetId",
                    new
                    {
                        tenantId,
                        assetId,
                        changed = change(asset.UserMetadataJson),
                        now,
                    }
                ) > 0,
            ct
        );

    public Task<bool> DeleteAsync(string tenantId, string assetId, bool withVideos, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                if (Find(c, tenantId, assetId) is not { } asset)
                {
                    return false;
                }
                var key = new { tenantId, assetId };
                var videos = c.Query<VideoRecord>("SELECT * FROM videos WHERE tenant_id = @tenantId AND asset_id = @assetId", key).AsList();
                if (videos.Count > 0 && !withVideos)
                {
                    throw new AssetInUseException(assetId);
                }
                Cascades.DeleteVideos(c, tenantId, videos);
                Cascades.DeleteJobs(c, tenantId, assetId);
                Cascades.UnlinkAsset(c, tenantId, assetId, now);
                c.Execute("DELETE FROM assets WHERE tenant_id = @tenantId AND id = @assetId", key);
                Cascades.DeleteUnusedContent(c, tenantId, asset.ContentHash);
                return true;
            },
            ct
        );

    public async Task<bool> DeleteUnusedContentAsync(string tenantId, string contentHash, CancellationToken ct) =>
        // Nearly always still in use, so check without the write lock first.
        !database.Read(c => Cascades.IsContentUsed(c, tenantId, contentHash))
        && await database.WriteAsync(
            c =>
            {
                Cascades.DeleteUnusedContent(c, tenantId, contentHash);
                return !Cascades.IsContentUsed(c, tenantId, contentHash);
            },
            ct
        );

    internal static void Insert(SqliteConnection connection, AssetRecord asset) =>
        connection.Execute(
            """
            INSERT INTO assets (tenant_id, id, method, status, filename, file_type, source_url, content_hash, size_bytes, duration_sec, fps,
              width, height, technical_metadata_json, user_metadata_json, hls, thumbnail, failure, created_at, updated_at)
            VALUES (@TenantId, @Id, @Method, @Status, @Filename, @FileType, @SourceUrl, @ContentHash, @SizeBytes, @DurationSec, @Fps,
              @Width, @Height, @TechnicalMetadataJson, @UserMetadataJson, @Hls, @Thumbnail, @Failure, @CreatedAt, @UpdatedAt)
            """,
            asset
        );

    private static AssetRecord? Find(SqliteConnection connection, string tenantId, string assetId) =>
        connection.QuerySingleOrDefault<AssetRecord>(
            "SELECT * FROM assets WHERE tenant_id = @tenantId AND id = @assetId",
            new { tenantId, assetId }
        );
}
