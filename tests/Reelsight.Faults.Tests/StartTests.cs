using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Reelsight.TestSupport;

namespace Reelsight.Faults.Tests;

/// <summary>Whatever keeps the server from starting is one sentence that names the cause and the way out, never a stack trace.</summary>
public sealed class StartTests : IDisposable
{
    private const int MissingRequirement = 3;
    private const string Serve = "exec dotnet \"$0\" serve --port 0 --data";

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.Combine("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Too_few_open_files() => await FailsAsync($"ulimit -n 64; {Serve} \"$1\"", "ulimit -n 4096");

    [Fact]
    public async Task A_database_that_is_none()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "reelsight.db"), new string('x', 100_000));
        await FailsAsync($"{Serve} \"$1\"", "restore a backup");
    }

    [Fact]
    public async Task A_damaged_page()
    {
        ReelsightStores.Open(Data, TimeProvider.System).Dispose();
        var size = new FileInfo(Path.Combine(Data, "reelsight.db")).Length;
        // All but the schema itself, which takes the first pages.
        using (var file = File.OpenHandle(Path.Combine(Data, "reelsight.db"), FileMode.Open, FileAccess.Write))
        {
            RandomAccess.Write(file, Enumerable.Repeat((byte)0xff, (int)size / 2).ToArray(), size - size / 2);
        }
        await FailsAsync($"{Serve} \"$1\"", "restore a backup");
    }

    [Fact]
    public async Task A_newer_schema()
    {
        ReelsightStores.Open(Data, TimeProvider.System).Dispose();
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "reelsight.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO schema_versions VALUES (999, 0)";
            await command.ExecuteNonQueryAsync();
        }
        await FailsAsync($"{Serve} \"$1\"", "start the newer version that wrote it");
    }

    [Fact]
    public async Task A_NUL_in_a_name()
    {
        await File.WriteAllTextAsync(_folder.Combine("settings.json"), """{"data": "/tmp/a\u0000b"}""");
        await FailsAsync("exec dotnet \"$0\" serve --port 0 --config \"$1/../settings.json\"", "must not hold control characters", code: 2);
    }

    [Fact]
    public async Task A_read_only_folder_is_called_so_and_not_another_process()
    {
        SkipWithoutNamespaces();
        ReelsightStores.Open(Data, TimeProvider.System).Dispose();
        await File.WriteAllTextAsync(Path.Combine(Data, "reelsight.lock"), "");
        await FailsAsync(
            $"mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" && {Serve} \"$1\"",
            "is read-only",
            inNamespace: true
        );
    }

    [Fact]
    public async Task A_full_disk()
    {
        SkipWithoutNamespaces();
        Directory.CreateDirectory(Data);
        await FailsAsync($"mount -t tmpfs -o size=64k none \"$1\" && {Serve} \"$1\"", "is full", inNamespace: true);
    }

    private static void SkipWithoutNamespaces()
    {
        using var tried = Process.Start(new ProcessStartInfo("unshare", "-rm true") { RedirectStandardError = true });
        tried?.WaitForExit();
        Assert.SkipUnless(
            tried?.ExitCode == 0,
            "This machine lets nobody make mount namespaces, which a full or read-only disk is made with."
        );
    }

    private async Task FailsAsync(string script, string remedy, int code = MissingRequirement, bool inNamespace = false)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "reelsight.dll");
        string[] shell = ["sh", "-c", script, program, Data];
        string[] command = inNamespace ? ["unshare", "-rm", .. shell] : shell;
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true }
        )!;
        var (error, output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        var text = await error;
        Assert.True(process.ExitCode == code, $"It ended with {process.ExitCode}: {text}{await output}");
        Assert.Contains(remedy, text, StringComparison.Ordinal);
        Assert.Contains("reelsight: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }
}
