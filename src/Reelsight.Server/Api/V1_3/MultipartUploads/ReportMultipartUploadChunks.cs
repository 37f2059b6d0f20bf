using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline.Uploads;
using Reelsight.Server.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Server.Settings;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.MultipartUploads;

/// <summary>
/// POST /assets/multipart-uploads/{upload_id} → 200 with how many chunks are in. Chunks come in any order; one that was reported before is
/// counted as a duplicate and ignored. The proof is the chunk's ETag, with or without quotes. A report with a wrong number, size or proof
/// is refused as a whole. Once all chunks are in, the asset exists and the answer holds its <c>url</c>.
/// </summary>
internal static class ReportMultipartUploadChunks
{
    internal sealed record Body(IReadOnlyList<Chunk>? CompletedChunks);

    internal sealed record Chunk(int? ChunkIndex, string? Proof, string? ProofType, long? ChunkSize);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<UploadRecord> uploads,
        IUploadChunkStore chunks,
        UploadCompletion completion,
        ServerSettings settings,
        TimeProvider clock
    )
    {
        var body = await call.ReadJsonAsync(MultipartUploadsWireJson.Default.ReportMultipartUploadChunksBody);
        if (body.CompletedChunks is not { Count: > 0 } reported)
        {
            throw Fail.Missing("completed_chunks");
        }

        var id = (await GetMultipartUpload.FindAsync(call, uploads)).Id;
        var sent = chunks.ListChunks(call.TenantId, id);
        var now = clock.GetUtcNow();
        List<ReportedChunk> added = [];
        var upload = await uploads.UpdateAsync(
            call.TenantId,
            id,
            present =>
            {
                // A session that is over still counts what it has.
                if (!reported.All(c => present.Reported.Any(r => r.Index == c?.ChunkIndex)))
                {
                    GetMultipartUpload.CheckActive(present, now);
                }

                added = CheckNewChunks(present, reported, sent, now);
                return added.Count == 0
                    ? present
                    : present with
                    {
                        Reported = [.. present.Reported.Concat(added).OrderBy(c => c.Index)],
                        UpdatedAt = now,
                    };
            },
            [],
            call.Cancellation
        ) ?? throw Fail.NotFound("upload", id);
        var complete = await completion.CompleteAsync(upload, FileNames.GuessMimeType(upload.Filename), call.Cancellation);
        var url = complete ? $"{PublicBaseUrl.Resolve(call, settings)}{ApiRoutes.ContractRoot}/assets/{upload.AssetId}" : null;
        return TypedResults.Json(
            new ReportView(upload.AssetId, added.Count, reported.Count - added.Count, upload.Reported.Count, url),
            MultipartUploadsWireJson.Default.ReportView
        );
    }

    private static List<ReportedChunk> CheckNewChunks(
        UploadRecord upload,
        IReadOnlyList<Chunk> reported,
        IReadOnlyCollection<UploadedChunk> sent,
        DateTimeOffset now
    )
    {
        var known = upload.Reported.Select(c => c.Index).ToHashSet();
        List<ReportedChunk> added = [];
        foreach (var chunk in reported)
        {
            var index = chunk?.ChunkIndex ?? throw Fail.Missing("completed_chunks.chunk_index");
            if (index < 1 || index > upload.ChunkCount)
            {
                throw Fail.Invalid(
                    $"The parameter chunk_index must be from 1 to {upload.ChunkCount}, the number of chunks of this upload, not {index}."
                );
            }

            if (chunk.Proof is not { Length: > 0 } proof)
            {
                throw Fail.Missing("completed_chunks.proof");
            }

            if ((chunk.ProofType ?? throw Fail.Missing("completed_chunks.proof_type")) != "etag")
            {
                throw Fail.Invalid("The parameter proof_type must be etag.");
            }

            if ((chunk.ChunkSize ?? throw Fail.Missing("completed_chunks.chunk_size")) != upload.GetChunkBytes(index))
            {
                throw Fail.Invalid(
                    $"The parameter chunk_size of chunk {index} must be {upload.GetChunkBytes(index)}, not {chunk.ChunkSize}."
                );
            }

            if (!known.Add(index))
            {
                continue;
            }

            var tag = proof.Trim('"');
            if (!sent.Contains(new UploadedChunk(index, tag)))
            {
                throw Fail.Invalid(
                    sent.Any(s => s.Index == index)
                        ? $"The parameter proof of chunk {index} is not the ETag that was answered when it was sent."
                        : $"The parameter completed_chunks names chunk {index}, which was not sent. PUT it to its upload URL first, "
                            + $"then report the ETag of the answer as proof."
                );
            }
            added.Add(new ReportedChunk(index, tag, now));
        }
        return added;
    }

    /// <summary>The effect of the report.</summary>
    internal sealed record ReportView(string AssetId, int ProcessedChunks, int DuplicateChunks, int TotalCompleted, string? Url);
}
