using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteDescriptionStore(SqliteDatabase database) : IDescriptionStore
{
    // Ranking (BM25) costs about a microsecond per matching line, and does not tell more lines than this apart.
    private const int MaxRanked = 1000;

    /// <summary>
    /// Number of media contents read at once: enough to make the query's cost negligible, few enough that no snapshot is held while the
    /// caller works.
    /// </summary>
    private const int ReadBatch = 256;

    private const string InActiveSpace = "d.space = (SELECT s.space FROM searched_spaces s WHERE s.tenant_id = d.tenant_id)";

    public Task PutAsync(string tenantId, string contentHash, string version, MediaDescription described, CancellationToken ct)
    {
        if (described.Evidence.Count > EvidenceRowId.MaxIndex)
        {
            throw new ArgumentException($"A content has at most {EvidenceRowId.MaxIndex} facts.", nameof(described));
        }
        var payload = DescriptionPayload.FromDescription(described).ToBytes();
        return database.WriteAsync(
            c =>
            {
                Cascades.DeleteDescriptions(c, tenantId, contentHash, described.Space);
                c.Execute(
                    "INSERT INTO searched_spaces (tenant_id, space) VALUES (@tenantId, @Space) ON CONFLICT DO NOTHING",
                    new { tenantId, described.Space }
                );
                var id = c.ExecuteScalar<long>(
                    """
                    INSERT INTO described (tenant_id, content_hash, space, version, failure)
                    VALUES (@tenantId, @contentHash, @Space, @version, @Failure) RETURNING id
                    """,
                    new
                    {
                        tenantId,
                        contentHash,
                        described.Space,
                        version,
                        described.Failure,
                    }
                );
                c.Execute("INSERT INTO described_payloads (described_id, payload) VALUES (@id, @payload)", new { id, payload });
                InsertWords(c, id, described.Evidence);
                InsertFrames(c, id, described);
                if (
                    c.ExecuteScalar<bool>(
                        "SELECT EXISTS (SELECT 1 FROM searched_spaces WHERE tenant_id = @tenantId AND space = @Space)",
                        new { tenantId, described.Space }
                    )
                )
                {
                    Cascades.IncrementRevisionsByContent(c, tenantId, contentHash);
                }
                return true;
            },
            ct
        );
    }

    public Task<MediaDescription?> FindAsync(string tenantId, string contentHash, CancellationToken ct) =>
        database.ReadAsync(
            c =>
            {
                var (space, payload) = c.QuerySingleOrDefault<(string Space, byte[]? Payload)>(
                    $"""
                    SELECT d.space, p.payload FROM described d JOIN described_payloads p ON p.described_id = d.id
                    WHERE d.tenant_id = @tenantId AND d.content_hash = @contentHash AND {InActiveSpace}
                    """,
                    new { tenantId, contentHash }
                );
                return payload is null ? null : DescriptionPayload.FromBytes(payload).ToDescription() with { Space = space };
            },
            ct
        );

    public Task<long?> FindStampAsync(string tenantId, string contentHash, CancellationToken ct) =>
        database.ReadAsync(
            c =>
                c.ExecuteScalar<long?>(
                    $"SELECT d.id FROM described d WHERE d.tenant_id = @tenantId AND d.content_hash = @contentHash AND {InActiveSpace}",
                    new { tenantId, contentHash }
                ),
            ct
        );

    public Task<IReadOnlyDictionary<string, string>> GetVersionsAsync(
        string tenantId,
        string indexId,
        string space,
        CancellationToken ct
    ) =>
        database.ReadAsync<IReadOnlyDictionary<string, string>>(
            c =>
                c.Query<(string Hash, string Version)>(
                        """
                        SELECT DISTINCT d.content_hash, d.version
                        FROM videos v JOIN described d ON d.tenant_id = v.tenant_id AND d.content_hash = v.content_hash
                        WHERE v.tenant_id = @tenantId AND v.index_id = @indexId AND v.status = @ready AND d.space = @space
                        """,
                        new
                        {
                            tenantId,
                            indexId,
                            space,
                            ready = VideoStatus.Ready,
                        }
                    )
                    .ToDictionary(row => row.Hash, row => row.Version, StringComparer.Ordinal),
            ct
        );

    public Task<DescriptionChanges> GetChangesAsync(string tenantId, string space, long afterStamp, CancellationToken ct) =>
        database.ReadAsync(
            c =>
            {
                // Counted first: a description that arrives in between makes the list longer than the count, and the caller looks again.
                var count = c.ExecuteScalar<long>(
                    "SELECT COUNT(*) FROM described WHERE tenant_id = @tenantId AND space = @space",
                    new { tenantId, space }
                );
                return new DescriptionChanges(
                    count,
                    [
                        .. c.Query<(string Hash, long Id)>(
                                """
                                SELECT content_hash, id FROM described
                                WHERE tenant_id = @tenantId AND space = @space AND id > @afterStamp ORDER BY id
                                """,
                                new
                                {
                                    tenantId,
                                    space,
                                    afterStamp,
                                }
                            )
                            .Select(row => new DescriptionKey(row.Hash, row.Id)),
                    ]
                );
            },
            ct
        );

    public async IAsyncEnumerable<StoredDescription> ReadAsync(
        string tenantId,
        string space,
        IReadOnlyCollection<string> contentHashes,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var batch in contentHashes.Distinct(StringComparer.Ordinal).Chunk(ReadBatch))
        {
            foreach (var content in await database.ReadAsync(c => ReadOneBatch(c, tenantId, space, batch), ct))
            {
                yield return content;
            }
        }
    }

    public Task<IReadOnlyDictionary<(string ContentHash, int Clip), FrameVectorSet>> ReadFramesAsync(
        string tenantId,
        string space,
        IReadOnlyCollection<(string ContentHash, int Clip)> clips,
        CancellationToken ct
    ) =>
        database.ReadAsync<IReadOnlyDictionary<(string ContentHash, int Clip), FrameVectorSet>>(
            c =>
            {
                var found = new Dictionary<(string ContentHash, int Clip), FrameVectorSet>();
                foreach (var content in clips.GroupBy(clip => clip.ContentHash, clip => clip.Clip, StringComparer.Ordinal))
                {
                    var described = c.ExecuteScalar<long?>(
                        "SELECT id FROM described WHERE tenant_id = @tenantId AND content_hash = @hash AND space = @space",
                        new
                        {
                            tenantId,
                            space,
                            hash = content.Key,
                        }
                    );
                    foreach (var clip in described is null ? [] : content.Distinct())
                    {
                        if (
                            c.ExecuteScalar<byte[]?>(
                                "SELECT frames FROM described_frames WHERE id = @id",
                                new { id = EvidenceRowId.Pack(described!.Value, clip) }
                            ) is
                            { } frames
                        )
                        {
                            found.Add((content.Key, clip), FrameVectorsPayload.FromBytes(frames));
                        }
                    }
                }
                return found;
            },
            ct
        );

    public IReadOnlyList<WordHit> SearchWords(string tenantId, string indexId, WordQuery query, int limit)
    {
        var match = Fts5Expression.Format(query);
        return match.Length == 0
            ? []
            : database.Read(c =>
            {
                var all = Lines(c, "1.0", "w.rowid", MaxRanked + 1);
                return all.Length > MaxRanked ? [.. all.Take(limit)] : Lines(c, "-w.rank", "w.rank, w.rowid", limit);
            });

        WordHit[] Lines(SqliteConnection c, string rank, string order, int most) =>
            [
                .. c.Query<(string Hash, long Row, double Rank)>(
                        $"""
                        SELECT d.content_hash, w.rowid, {rank}
                        FROM words w
                        CROSS JOIN described d ON d.id = w.rowid >> 24
                        WHERE words MATCH @match AND d.tenant_id = @tenantId AND {InActiveSpace} AND EXISTS (
                          SELECT 1 FROM videos v
                          WHERE v.tenant_id = @tenantId AND v.content_hash = d.content_hash AND v.index_id = @indexId AND v.status = @ready)
                        ORDER BY {order} LIMIT @most
                        """,
                        new
                        {
                            match,
                            tenantId,
                            indexId,
                            ready = VideoStatus.Ready,
                            most,
                        }
                    )
                    .Select(row => new WordHit(row.Hash, EvidenceRowId.GetEvidenceIndex(row.Row), row.Rank)),
            ];
    }

    private static List<StoredDescription> ReadOneBatch(
        SqliteConnection connection,
        string tenantId,
        string space,
        string[] contentHashes
    ) =>
        connection
            .Query<(string Hash, string Version, byte[] Payload)>(
                """
                SELECT d.content_hash, d.version, p.payload FROM described d JOIN described_payloads p ON p.described_id = d.id
                WHERE d.tenant_id = @tenantId AND d.space = @space AND d.content_hash IN (SELECT value FROM json_each(@hashes))
                """,
                new
                {
                    tenantId,
                    space,
                    hashes = JsonSerializer.Serialize(contentHashes, StorageJson.Default.IReadOnlyListString),
                },
                buffered: false
            )
            .AsParallel()
            .AsOrdered() // unpacking takes longer than reading
            .Select(row =>
            {
                var payload = DescriptionPayload.FromBytes(row.Payload);
                return new StoredDescription(
                    row.Hash,
                    row.Version,
                    payload.Clips,
                    payload.Evidence,
                    payload.Vectors,
                    payload.HasAudio,
                    payload.LoudnessDb,
                    payload.Brightness
                );
            })
            .ToList();

    private static void InsertFrames(SqliteConnection connection, long describedId, MediaDescription described)
    {
        if (described.Frames is not { } frames)
        {
            return;
        }
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO described_frames (id, frames) VALUES (@id, @frames)";
        var id = insert.Parameters.Add("@id", SqliteType.Integer);
        var payload = insert.Parameters.Add("@frames", SqliteType.Blob);
        var from = 0;
        for (var clip = 0; clip < described.Clips.Count; clip++)
        {
            var to = from;
            // Frames that lie after the last clip's end by a rounding error belong to it.
            while (to < frames.TimesSec.Count && (frames.TimesSec[to] < described.Clips[clip].EndSec || clip == described.Clips.Count - 1))
            {
                to++;
            }
            if (to > from)
            {
                id.Value = EvidenceRowId.Pack(describedId, clip);
                payload.Value = FrameVectorsPayload.ToBytes(frames, from, to);
                insert.ExecuteNonQuery();
            }
            from = to;
        }
    }

    private static void InsertWords(SqliteConnection connection, long describedId, IReadOnlyList<Evidence> evidence)
    {
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO words (rowid, text) VALUES (@row, @text)";
        var row = insert.Parameters.Add("@row", SqliteType.Integer);
        var text = insert.Parameters.Add("@text", SqliteType.Text);
        for (var place = 0; place < evidence.Count; place++)
        {
            if (evidence[place].Kind is EvidenceKind.Speech or EvidenceKind.OnScreenText)
            {
                row.Value = EvidenceRowId.Pack(describedId, place);
                text.Value = evidence[place].Text;
                insert.ExecuteNonQuery();
            }
        }
    }
}
