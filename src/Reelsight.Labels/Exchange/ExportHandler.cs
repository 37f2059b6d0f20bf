using System.IO.Compression;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.Exchange;

/// <summary>Writes an export. The archive appears whole or not at all; after a crash it is written anew.</summary>
public sealed class ExportHandler(
    IResourceStore<ExportRecord> exports,
    IResourceStore<LabelSetRecord> sets,
    DatasetExporter datasets,
    ExportStorage files,
    TimeProvider clock
) : IJobHandler
{
    /// <summary>The kind of its jobs in the queue.</summary>
    public const string JobKind = "export_labels";
    private const string Stage = "export";

    /// <inheritdoc/>
    public string Kind => JobKind;

    /// <inheritdoc/>
    public bool IsQuick => false;

    /// <inheritdoc/>
    public async Task HandleAsync(JobContext context, CancellationToken ct)
    {
        var (tenantId, id) = (context.Job.TenantId, context.Job.SubjectId);
        if (await exports.FindAsync(tenantId, id, ct) is not { } export || LabelJobStates.HasEnded(export.State))
        {
            return;
        }

        if (await sets.FindAsync(tenantId, export.LabelSetId, ct) is not { } set)
        {
            return;
        }

        await UpdateAsync(export, e => e with { State = LabelJobStates.Processing }, ct);
        context.Begin(Stage);
        var partial = $"{files.GetPath(id)}.part";
        try
        {
            var frames = await WriteAsync(context, set, export, partial, ct);
            var size = new FileInfo(partial).Length;
            files.Publish(partial, id);
            // Deleted meanwhile: nobody could ask for the file, or delete it.
            if (await UpdateAsync(export, e => e with { State = LabelJobStates.Ready, SizeBytes = size, Frames = frames }, ct) is null)
            {
                files.Delete(id);
            }
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <inheritdoc/>
    public async Task FailAsync(Job job, Failure failure, CancellationToken ct) =>
        await exports.UpdateAsync(
            job.TenantId,
            job.SubjectId,
            e => e with { State = LabelJobStates.Failed, Failure = failure, UpdatedAt = clock.GetUtcNow() },
            [],
            ct
        );

    private async Task<int> WriteAsync(JobContext context, LabelSetRecord set, ExportRecord export, string path, CancellationToken ct)
    {
        var data = await datasets.BuildAsync(set, export.Request, ct);
        var written = DatasetExporter.Write(data, export.Format);
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        await DatasetExporter.AddFilesAsync(zip, written.Append(Datasheet.Create(data, ExportFormats.Get(export.Format)).ToFile()));
        return export.Request.Frames ? await datasets.AddFramesAsync(zip, data, export.Format, f => context.Report(Stage, f), ct) : 0;
    }

    private Task<ExportRecord?> UpdateAsync(ExportRecord export, Func<ExportRecord, ExportRecord> change, CancellationToken ct) =>
        exports.UpdateAsync(export.TenantId, export.Id, e => change(e) with { UpdatedAt = clock.GetUtcNow() }, [], ct);
}
