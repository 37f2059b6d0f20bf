using Reelsight.Cli.Output;
using Reelsight.Storage.Backup;

namespace Reelsight.Cli.Commands;

/// <summary>Shows on the terminal how far a backup or a restore is.</summary>
internal sealed class BackupBars : IProgress<BackupProgress>
{
    private readonly ProgressBars _bars;
    private readonly string _step;

    private BackupBars(ProgressBars bars, string step) => (_bars, _step) = (bars, step);

    public static IProgress<BackupProgress> Create(ProgressBars bars, string step) => new BackupBars(bars, step);

    public void Report(BackupProgress value) =>
        _bars.Update(
            "all",
            (double)value.FilesDone / Math.Max(1, value.FilesTotal),
            $"{_step}, {value.FilesDone} of {DisplayFormat.FormatCount(value.FilesTotal, "file")}"
        );
}
