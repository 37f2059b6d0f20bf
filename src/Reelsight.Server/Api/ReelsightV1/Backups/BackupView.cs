using Reelsight.Server.Backups;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.ReelsightV1.Backups;

/// <summary>
/// A backup of the data folder. <c>incomplete</c>: it is there, but originals are missing or damaged in the data folder, named in
/// <c>faults</c>.
/// </summary>
/// <param name="Folder">Where it is written, on the machine of the server.</param>
/// <param name="State">How far it is.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="FileCount">Files in the backup, the database not counted; absent while it runs.</param>
/// <param name="FileBytes">Their size in bytes.</param>
/// <param name="CopiedFiles">Files copied by this run; the others were there.</param>
/// <param name="CopiedBytes">Their size in bytes.</param>
/// <param name="Faults">Originals that are not in the backup.</param>
/// <param name="Message">Why it failed.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC; absent while it runs.</param>
internal sealed record BackupView(
    string Folder,
    [OneOf("running", "ready", "incomplete", "failed")] string State,
    double Progress,
    int? FileCount,
    long? FileBytes,
    int CopiedFiles,
    long CopiedBytes,
    IReadOnlyList<string> Faults,
    string? Message,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt
)
{
    internal static BackupView From(BackupRunState run)
    {
        var (manifest, progress) = (run.Report?.Manifest, run.Progress);
        return new(
            run.Folder,
            run.Failure is not null ? "failed"
                : manifest is null ? "running"
                : manifest.Faults.Count > 0 ? "incomplete"
                : "ready",
            manifest is not null ? 1
                : progress.FilesTotal == 0 ? 0
                : Math.Round((double)progress.FilesDone / progress.FilesTotal, 4),
            manifest?.FileCount,
            manifest?.FileBytes,
            run.Report?.CopiedFiles ?? progress.CopiedFiles,
            run.Report?.CopiedBytes ?? progress.CopiedBytes,
            manifest?.Faults ?? [],
            run.Failure,
            run.StartedAt,
            run.EndedAt
        );
    }
}
