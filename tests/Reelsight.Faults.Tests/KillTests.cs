using Reelsight.Bench.Soak;

namespace Reelsight.Faults.Tests;

/// <summary>
/// A server that is killed while clients upload, index, label, export and analyze loses nothing that it acknowledged, does nothing twice,
/// and ends every task.
/// </summary>
public sealed class KillTests
{
    /// <summary>As many as fit into the test command; `./reelsight bench soak` does 200 and more.</summary>
    private const int Kills = 10;

    [Fact]
    public async Task What_was_acknowledged_survives_every_kill_nothing_is_done_twice_and_every_task_ends()
    {
        var report = await SoakRun.RunAsync(new SoakOptions(Kills, Seed: 1), _ => { });
        Assert.True(report.Violations.Count == 0, string.Join(Environment.NewLine, report.Violations));
    }

    [Fact]
    public async Task A_server_that_is_killed_while_it_upgrades_a_data_folder_has_upgraded_all_of_it_or_nothing()
    {
        var report = await UpgradeRun.RunAsync(kills: 6, seed: 1);
        Assert.True(report.Violations.Count == 0, string.Join(Environment.NewLine, report.Violations));
    }
}
