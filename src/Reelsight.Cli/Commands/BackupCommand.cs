using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;
using Reelsight.Server.Settings;
using Reelsight.Storage;
using Reelsight.Storage.Backup;
using Reelsight.Storage.Stores;

namespace Reelsight.Cli.Commands;

/// <summary>
/// <c>backup</c>: backs the data folder up, through the server that holds it or, when none runs, by itself; it needs no models.
/// </summary>
internal static class BackupCommand
{
    private static readonly TimeSpan _pollInterval = TimeSpan.FromSeconds(0.5);

    public static Command Create()
    {
        var (data, config, json) = (CommonOptions.Data(), CommonOptions.Config(), CommonOptions.Json());
        var folder = new Argument<DirectoryInfo>("folder") { Description = "An empty folder, or one with an earlier backup." };
        var verify = new Option<bool>("--verify") { Description = "Read all of the backup afterwards and compare every hash." };
        var command = new Command("backup", "Back the data folder up, also while the server runs.") { folder, verify, data, config, json };
        command.SetAction(
            (parsed, ct) =>
                RunAsync(
                    parsed.LoadSettings(data, config),
                    parsed.GetValue(folder)!.FullName,
                    parsed.GetValue(verify),
                    parsed.GetTerminal(json),
                    ct
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(ServerSettings settings, string folder, bool verify, Terminal terminal, CancellationToken ct)
    {
        var dataFolder = new DataFolder(settings.DataDir);
        if (!File.Exists(Path.Combine(settings.DataDir, "reelsight.db")))
        {
            throw new CommandException(
                ExitCodes.MissingRequirement,
                $"There is nothing to back up in {settings.DataDir}. Name the data folder with --data."
            );
        }
        BackupOutcome outcome;
        var hold = dataFolder.TryLock();
        if (hold is not null)
        {
            await using (hold)
            {
                outcome = await WriteAsync(settings.DataDir, folder, terminal, ct);
            }
        }
        else
        {
            outcome = await AskServerAsync(dataFolder, folder, terminal, ct);
        }
        if (verify)
        {
            await terminal.ShowProgressAsync(bars =>
                Task.Run(() => BackupRestorer.Verify(folder, BackupBars.Create(bars, "verifying"), ct), ct)
            );
        }
        terminal.WriteJson(
            new
            {
                Folder = folder,
                outcome.FileCount,
                outcome.FileBytes,
                outcome.CopiedFiles,
                outcome.CopiedBytes,
                outcome.Faults,
                Verified = verify,
            }
        );
        terminal.WriteLine(
            $"Backed up to {folder}: the database and {DisplayFormat.FormatCount(outcome.FileCount, "file")} "
                + $"({DisplayFormat.FormatBytes(outcome.FileBytes)}), {outcome.CopiedFiles} of them new"
                + (verify ? "; every byte verified." : ".")
        );
        foreach (var fault in outcome.Faults)
        {
            terminal.WriteLine($"  not in the backup: {fault}");
        }
        return outcome.Faults.Count == 0 ? ExitCodes.Success : ExitCodes.Failed;
    }

    private static async Task<BackupOutcome> WriteAsync(string dataDir, string folder, Terminal terminal, CancellationToken ct)
    {
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddStorage(dataDir).BuildServiceProvider();
        services.OpenDataFolder();
        var writer = new BackupWriter(dataDir, services.GetRequiredService<IDatabaseSnapshots>(), TimeProvider.System);
        var report = await terminal.ShowProgressAsync(bars =>
            Task.Run(() => writer.WriteAsync(folder, BackupBars.Create(bars, "copying"), ct), ct)
        );
        var manifest = report.Manifest;
        return new(manifest.FileCount, manifest.FileBytes, report.CopiedFiles, report.CopiedBytes, manifest.Faults);
    }

    private static async Task<BackupOutcome> AskServerAsync(DataFolder dataFolder, string folder, Terminal terminal, CancellationToken ct)
    {
        var endpoint = dataFolder.ReadEndpoint()
            ?? throw new CommandException(
                ExitCodes.MissingRequirement,
                $"Another reelsight process uses the data folder {dataFolder.Path} and is not ready yet. Try again in a moment."
            );
        using var client = new ApiClient(endpoint.Url, endpoint.Key);
        var run = await client.StartBackupAsync(folder, ct);
        using var timer = new PeriodicTimer(_pollInterval);
        return await terminal.ShowProgressAsync(async bars =>
        {
            while (run.State == "running" && await timer.WaitForNextTickAsync(ct))
            {
                run = await client.GetLatestBackupAsync(ct);
                bars.Update("all", run.Progress, $"copying, {DisplayFormat.FormatBytes(run.CopiedBytes)} so far");
            }
            return run.State == "failed"
                ? throw new CommandException(ExitCodes.Failed, run.Message!)
                : new BackupOutcome(run.FileCount ?? 0, run.FileBytes ?? 0, run.CopiedFiles, run.CopiedBytes, run.Faults);
        });
    }

    private sealed record BackupOutcome(int FileCount, long FileBytes, int CopiedFiles, long CopiedBytes, IReadOnlyList<string> Faults);
}
