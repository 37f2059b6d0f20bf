using System.CommandLine;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Output;
using Reelsight.Storage.Backup;

namespace Reelsight.Cli.Commands;

/// <summary><c>restore</c>: makes a data folder of a backup; every byte is verified on the way.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var (data, config, json) = (CommonOptions.Data(), CommonOptions.Config(), CommonOptions.Json());
        var folder = new Argument<DirectoryInfo>("folder") { Description = "The folder that was backed up into." };
        var command = new Command("restore", "Make a data folder of a backup; the folder must be empty.") { folder, data, config, json };
        command.SetAction(
            async (parsed, ct) =>
            {
                var (terminal, source) = (parsed.GetTerminal(json), parsed.GetValue(folder)!.FullName);
                var dataDir = parsed.LoadSettings(data, config).DataDir;
                var report = await terminal.ShowProgressAsync(bars =>
                    Task.Run(() => BackupRestorer.Restore(source, dataDir, BackupBars.Create(bars, "restoring"), ct), ct)
                );
                terminal.WriteJson(
                    new
                    {
                        DataDir = dataDir,
                        report.Manifest.CreatedAt,
                        report.Manifest.FileCount,
                        report.Manifest.FileBytes,
                        report.Manifest.Faults,
                    }
                );
                terminal.WriteLine(
                    $"Restored the state of {report.Manifest.CreatedAt:u} to {dataDir}: the database and "
                        + $"{DisplayFormat.FormatCount(report.Manifest.FileCount, "file")}, every byte verified. "
                        + "Vectors, maps and thumbnails are made again as they are needed."
                );
                foreach (var fault in report.Manifest.Faults)
                {
                    terminal.WriteLine($"  was not in the backup: {fault}");
                }
                return report.Manifest.Faults.Count == 0 ? ExitCodes.Success : ExitCodes.Failed;
            }
        );
        return command;
    }
}
