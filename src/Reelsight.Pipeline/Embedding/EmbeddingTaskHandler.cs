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
/// Does embedding tasks. The vectors are kept as an output of the content under a version that covers everything that decides them, so
/// the same task about the same bytes costs nothing; a task that is ready keeps its content until it is forgotten.
/// </summary>
public sealed class EmbeddingTaskHandler(
    IResourceStore<EmbeddingTaskRecord> tasks,
    IStageOutputStore stages,
    MediaOpener sources,
    BlobReferences contents,
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

        var media = await OpenAsync(task, ct);
        await using (media)
        {
            var hash = media.ContentHash;
            // Kept at once, so that a restart does not fetch again.
            await UpdateAsync(task, t => t with { ContentHash = hash, DurationSec = media.Info.DurationSec }, ct);
            var version = ComputeVersion(task);
            if (await stages.FindAsync(task.TenantId, hash, Stage, version, ct) is null)
            {
                var embedded = await embedder.EmbedMediaAsync(context, task.TenantId, media, task.Request, ct);
                await stages.PutAsync(
                    task.TenantId,
                    hash,
                    Stage,
                    version,
                    StageOutputSerializer.Serialize(embedded, EmbeddingJson.Default.EmbeddingResult),
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
        await contents.DeleteIfUnreferencedAsync(job.TenantId, hash);
    }

    /// <summary>The vectors of a task that is ready.</summary>
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
        return await sources.OpenAsync(task.TenantId, source, ct);
    }

    private Task<EmbeddingTaskRecord?> UpdateAsync(
        EmbeddingTaskRecord task,
        Func<EmbeddingTaskRecord, EmbeddingTaskRecord> change,
        CancellationToken ct
    ) => tasks.UpdateAsync(task.TenantId, task.Id, t => change(t) with { UpdatedAt = clock.GetUtcNow() }, [], ct);

    private string ComputeVersion(EmbeddingTaskRecord task)
    {
        var settings =
            $"{embedder.GetSpaceName(task.TenantId)} {embedder.GetVersion(task.TenantId)} {JsonSerializer.Serialize(task.Request, EmbeddingJson.Default.EmbeddingRequest)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings)));
    }
}
