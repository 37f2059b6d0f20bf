using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Embedding;

/// <summary>
/// Job handler of embedding tasks. The embeddings are stored as a stage output of the media content, under a version that covers everything
/// they depend on, so the same task about the same bytes is free. A ready task keeps its content until it is deleted.
/// </summary>
public sealed class EmbeddingTaskHandler(
    IResourceStore<EmbeddingTaskRecord> tasks,
    IStageOutputStore stages,
    MediaOpener opener,
    BlobReferences references,
    Embedder embedder,
    TimeProvider clock
) : IJobHandler
{
    private const string Stage = "embed";

    /// <inheritdoc/>
    public string Kind => JobKinds.Embed;

    /// <inheritdoc/>
    public bool IsQuick => false;

    /// <inheritdoc/>
    public async Task HandleAsync(JobContext context, CancellationToken ct)
    {
        var job = context.Job;
        if (await tasks.FindAsync(job.TenantId, job.SubjectId, ct) is not { State: EmbeddingTaskRecord.Processing } task)
        {
            return;
        }

        var media = task.ContentHash is null ? await context.TransferAsync(() => OpenAsync(task, ct), ct) : await OpenAsync(task, ct);
        await using (media)
        {
            var hash = media.ContentHash;
            // Stored at once, so that a restart does not fetch again.
            await UpdateAsync(task, t => t with { ContentHash = hash, DurationSec = media.Info.DurationSec }, ct);
            var version = ComputeVersion(task);
            if (await stages.FindAsync(task.TenantId, hash, Stage, version, ct) is null)
            {
                var embeddings = await embedder.EmbedMediaAsync(context, task.TenantId, media, task.Request, ct);
                await stages.PutAsync(
                    task.TenantId,
                    hash,
                    Stage,
                    version,
                    StageOutputSerializer.Serialize(embeddings, EmbeddingJson.Default.EmbeddingResult),
                    ct
                );
            }
            await UpdateAsync(task, t => t with { State = EmbeddingTaskRecord.Ready, OutputVersion = version }, ct);
        }
    }

    /// <inheritdoc/>
    public async Task FailAsync(Job job, Failure failure, CancellationToken ct)
    {
        string? hash = null;
        await tasks.UpdateAsync(
            job.TenantId,
            job.SubjectId,
            task =>
            {
                hash = task.ContentHash;
                return task with
                {
                    State = EmbeddingTaskRecord.Failed,
                    Failure = failure,
                    ContentHash = null,
                    UpdatedAt = clock.GetUtcNow(),
                };
            },
            [],
            ct
        );
        await references.DeleteIfUnreferencedAsync(job.TenantId, hash);
    }

    /// <summary>Reads the embeddings of a ready task.</summary>
    public async Task<EmbeddingResult> ReadAsync(EmbeddingTaskRecord task, CancellationToken ct)
    {
        var stored = await stages.FindAsync(task.TenantId, task.ContentHash!, Stage, task.OutputVersion!, ct)
            ?? throw new InvalidOperationException($"The embedding task {task.Id} is ready but has no vectors.");
        return StageOutputSerializer.Deserialize(stored, EmbeddingJson.Default.EmbeddingResult);
    }

    private async Task<MediaHandle> OpenAsync(EmbeddingTaskRecord task, CancellationToken ct)
    {
        MediaSource source = task.ContentHash is { } hash
            ? new MediaSource.FromContent(hash, task.Filename ?? "the file")
            : new MediaSource.FromUrl(new Uri(task.SourceUrl!));
        return await opener.OpenAsync(task.TenantId, source, ct);
    }

    private Task<EmbeddingTaskRecord?> UpdateAsync(
        EmbeddingTaskRecord task,
        Func<EmbeddingTaskRecord, EmbeddingTaskRecord> change,
        CancellationToken ct
    ) => tasks.UpdateAsync(task.TenantId, task.Id, t => change(t) with { UpdatedAt = clock.GetUtcNow() }, [], ct);

    private string ComputeVersion(EmbeddingTaskRecord task)
    {
        var request = JsonSerializer.Serialize(task.Request, EmbeddingJson.Default.EmbeddingRequest);
        var settings = $"{embedder.GetSpaceName(task.TenantId)} {embedder.GetVersion(task.TenantId)} {request}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings)));
    }
}
