using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Core.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteAnnotationStore(SqliteDatabase database) : IAnnotationStore
{
    private const string Upsert = """
        INSERT INTO annotations (tenant_id, label_set_id, id, client_id, video_id, label_id, track, state, source, reviewer,
          start_frame, end_frame, revision, deleted, body)
        VALUES (@TenantId, @LabelSetId, @Id, @ClientId, @VideoId, @LabelId, @Track, @State, @Source, @Reviewer,
          @StartFrame, @EndFrame, @Revision, @Deleted, @body)
        ON CONFLICT (tenant_id, label_set_id, id) DO UPDATE SET video_id = @VideoId, label_id = @LabelId, track = @Track,
          state = @State, source = @Source, reviewer = @Reviewer,
          start_frame = @StartFrame, end_frame = @EndFrame, revision = @Revision, deleted = @Deleted, body = @body
        """;

    private const string ChangesOfEdit = """
        SELECT 1 FROM annotation_changes c
        WHERE c.tenant_id = annotation_edits.tenant_id AND c.label_set_id = annotation_edits.label_set_id
          AND c.revision = annotation_edits.revision
        """;

    public Task<AnnotationRecord?> FindAsync(string tenantId, string labelSetId, string id, CancellationToken ct) =>
        database.ReadAsync(c => new AnnotationReader(c, tenantId, labelSetId).Find(id), ct);

    public Task<AnnotationPage> ListAsync(
        string tenantId,
        string labelSetId,
        AnnotationFilter filter,
        AnnotationCursor? after,
        int limit,
        CancellationToken ct
    ) =>
        database.ReadAsync(
            c =>
            {
                var byChange = filter.SinceRevision is not null;
                var where = BuildWhere(tenantId, labelSetId, filter);
                if (!byChange)
                {
                    where.Add("deleted = @deleted", "deleted", false);
                }

                if (after is not null)
                {
                    where.Bind("after_video", after.VideoId);
                    where.Bind("after_id", after.Id);
                    where.Add(
                        byChange
                            ? "(revision, id) > (@after_at, @after_id)"
                            : "(video_id, start_frame, id) > (@after_video, @after_at, @after_id)",
                        "after_at",
                        after.Position
                    );
                }
                var rows = where
                    .ReadColumn<string>(c, "annotations", "body", byChange ? "revision, id" : "video_id, start_frame, id", limit + 1)
                    .Select(Deserialize)
                    .ToList();
                AnnotationCursor? next = null;
                if (rows.Count > limit)
                {
                    rows.RemoveAt(limit);
                    next = byChange ? new("", rows[^1].Revision, rows[^1].Id) : new(rows[^1].VideoId, rows[^1].StartFrame, rows[^1].Id);
                }
                return new AnnotationPage(rows, GetRevision(c, tenantId, labelSetId), next);
            },
            ct
        );

    public Task<IReadOnlyList<AnnotationRecord>> ListAllAsync(
        string tenantId,
        string labelSetId,
        AnnotationFilter filter,
        CancellationToken ct
    ) => database.ReadAsync(c => new AnnotationReader(c, tenantId, labelSetId).ListAll(filter), ct);

    public Task<AnnotationEdit> EditAsync(
        string tenantId,
        string labelSetId,
        AnnotationEditInfo by,
        Func<IAnnotationReader, IReadOnlyList<AnnotationRecord>> change,
        CancellationToken ct
    ) =>
        database.WriteAsync(
            c =>
            {
                if (
                    !c.ExecuteScalar<bool>(
                        "SELECT EXISTS (SELECT 1 FROM resources WHERE tenant_id = @tenantId AND id = @labelSetId)",
                        new { tenantId, labelSetId }
                    )
                )
                {
                    throw new ParentMissingException(new InvalidOperationException($"The label set {labelSetId} is gone."));
                }

                var present = new AnnotationReader(c, tenantId, labelSetId);
                var changed = change(present);
                if (changed.Count == 0)
                {
                    return new AnnotationEdit(0, by.Action, by.Reviewer, by.Undoes, by.At, []);
                }

                var revision = GetRevision(c, tenantId, labelSetId) + 1;
                c.Execute(
                    "INSERT INTO annotation_edits VALUES (@tenantId, @labelSetId, @revision, @Action, @Reviewer, @Undoes, @At)",
                    new
                    {
                        tenantId,
                        labelSetId,
                        revision,
                        by.Action,
                        by.Reviewer,
                        by.Undoes,
                        by.At,
                    }
                );
                var changes = new List<AnnotationChange>();
                foreach (var record in changed)
                {
                    var before = present.Find(record.Id);
                    var after = record with
                    {
                        Revision = revision,
                        CreatedRevision = before?.CreatedRevision ?? revision,
                        CreatedAt = before?.CreatedAt ?? by.At,
                        UpdatedAt = by.At,
                    };
                    var body = Serialize(after);
                    c.Execute(
                        Upsert,
                        new
                        {
                            after.TenantId,
                            after.LabelSetId,
                            after.Id,
                            after.ClientId,
                            after.VideoId,
                            after.LabelId,
                            after.Track,
                            after.State,
                            after.Source,
                            after.Reviewer,
                            after.StartFrame,
                            after.EndFrame,
                            after.Revision,
                            after.Deleted,
                            body,
                        }
                    );
                    c.Execute(
                        "INSERT INTO annotation_changes VALUES (@tenantId, @labelSetId, @revision, @Id, @VideoId, @before, @body)",
                        new
                        {
                            tenantId,
                            labelSetId,
                            revision,
                            after.Id,
                            after.VideoId,
                            before = before is null ? null : Serialize(before),
                            body,
                        }
                    );
                    changes.Add(new AnnotationChange(before, after));
                }
                return new AnnotationEdit(revision, by.Action, by.Reviewer, by.Undoes, by.At, changes);
            },
            ct
        );

    public Task<IReadOnlyList<AnnotationEdit>> ListEditsAsync(
        string tenantId,
        string labelSetId,
        AnnotationEditFilter filter,
        long? before,
        int limit,
        CancellationToken ct
    ) =>
        database.ReadAsync<IReadOnlyList<AnnotationEdit>>(
            c =>
            {
                var where = new WhereClause(tenantId);
                where.Add("label_set_id = @set", "set", labelSetId);
                where.AddIf("revision < @before", "before", before);
                where.AddIf($"EXISTS ({ChangesOfEdit} AND c.annotation_id = @annotation)", "annotation", filter.AnnotationId);
                where.AddIf($"EXISTS ({ChangesOfEdit} AND c.video_id = @video)", "video", filter.VideoId);
                var present = new AnnotationReader(c, tenantId, labelSetId);
                return
                [
                    .. where
                        .ReadColumn<long>(c, "annotation_edits", "revision", "revision DESC", limit)
                        .Select(r => present.FindEdit(r)!)
                        .Select(e =>
                            e with
                            {
                                Changes =
                                [
                                    .. e.Changes.Where(x =>
                                        (filter.AnnotationId is null || x.After.Id == filter.AnnotationId)
                                        && (filter.VideoId is null || x.After.VideoId == filter.VideoId)
                                    ),
                                ],
                            }
                        ),
                ];
            },
            ct
        );

    private static long GetRevision(SqliteConnection connection, string tenantId, string labelSetId) =>
        connection.ExecuteScalar<long>(
            "SELECT COALESCE(MAX(revision), 0) FROM annotation_edits WHERE tenant_id = @tenantId AND label_set_id = @labelSetId",
            new { tenantId, labelSetId }
        );

    private static WhereClause BuildWhere(string tenantId, string labelSetId, AnnotationFilter filter)
    {
        var where = new WhereClause(tenantId);
        where.Add("label_set_id = @set", "set", labelSetId);
        where.AddAnyOf("video_id", "videos", filter.VideoIds);
        where.AddAnyOf("label_id", "labels", filter.LabelIds);
        where.AddAnyOf("state", "states", filter.States);
        where.AddAnyOf("source", "sources", filter.Sources);
        where.AddIf("reviewer = @reviewer", "reviewer", filter.Reviewer);
        where.AddIf("track = @track", "track", filter.Track);
        where.AddIf("end_frame > @from_frame", "from_frame", filter.FromFrame);
        where.AddIf("start_frame < @to_frame", "to_frame", filter.ToFrame);
        where.AddIf("revision > @since", "since", filter.SinceRevision);
        return where;
    }

    private static AnnotationRecord Deserialize(string body) => JsonSerializer.Deserialize(body, StorageJson.Default.AnnotationRecord)!;

    private static string Serialize(AnnotationRecord record) => JsonSerializer.Serialize(record, StorageJson.Default.AnnotationRecord);

    private sealed class AnnotationReader(SqliteConnection connection, string tenantId, string labelSetId) : IAnnotationReader
    {
        public AnnotationRecord? Find(string id) => FindOne("id = @value", id);

        public AnnotationRecord? FindByClientId(string clientId) => FindOne("client_id = @value", clientId);

        public IReadOnlyList<AnnotationRecord> ListAll(AnnotationFilter filter)
        {
            var where = BuildWhere(tenantId, labelSetId, filter);
            where.Add("deleted = @deleted", "deleted", false);
            return [.. where.ReadColumn<string>(connection, "annotations", "body", "video_id, start_frame, id", -1).Select(Deserialize)];
        }

        public AnnotationEdit? FindEdit(long revision)
        {
            var key = new
            {
                tenantId,
                labelSetId,
                revision,
            };
            var edit = connection.QuerySingleOrDefault<EditRow>(
                """
                SELECT action, reviewer, undoes, at FROM annotation_edits
                WHERE tenant_id = @tenantId AND label_set_id = @labelSetId AND revision = @revision
                """,
                key
            );
            if (edit is null)
            {
                return null;
            }

            var changes = connection.Query<(string? Before, string After)>(
                """
                SELECT before, after FROM annotation_changes
                WHERE tenant_id = @tenantId AND label_set_id = @labelSetId AND revision = @revision ORDER BY annotation_id
                """,
                key
            );
            return new AnnotationEdit(
                revision,
                edit.Action,
                edit.Reviewer,
                edit.Undoes,
                edit.At,
                [.. changes.Select(x => new AnnotationChange(x.Before is null ? null : Deserialize(x.Before), Deserialize(x.After)))]
            );
        }

        private AnnotationRecord? FindOne(string condition, string value) =>
            connection.ExecuteScalar<string?>(
                $"SELECT body FROM annotations WHERE tenant_id = @tenantId AND label_set_id = @labelSetId AND {condition}",
                new
                {
                    tenantId,
                    labelSetId,
                    value,
                }
            )
                is { } body
                ? Deserialize(body)
                : null;
    }

    private sealed record EditRow
    {
        public string Action { get; init; } = "";
        public string? Reviewer { get; init; }
        public long? Undoes { get; init; }
        public DateTimeOffset At { get; init; }
    }
}
