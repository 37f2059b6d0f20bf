using System.ComponentModel;
using System.Diagnostics;

namespace Reelsight.Media.Sandboxing;

/// <summary>Finds out whether a sandbox works here, by running a tiny command in it.</summary>
internal static class SandboxTrial
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    // Reads its input, writes a file, and finds that the accounts of the system are hidden.
    private const string Inside = "[ -s input ] && : >output && [ ! -e /etc/passwd ]";
    private const string Beside = "[ -s input ] && : >output";

    /// <summary>Null when it works, else what it said.</summary>
    public static string? Run(ISandbox sandbox)
    {
        var folder = Directory.CreateTempSubdirectory("reelsight-sandbox-").FullName;
        try
        {
            var work = Directory.CreateDirectory(Path.Combine(folder, "work")).FullName;
            var input = Path.Combine(folder, "a file");
            File.WriteAllText(input, "readable");
            var command = sandbox.Wrap(
                new SandboxRequest(
                    ExecutablePath.Find("sh") ?? "sh",
                    ["-c", sandbox.Level >= SandboxLevel.Namespaces ? Inside : Beside],
                    ExecutablePath.Find("prlimit") is { } prlimit ? [prlimit, "--core=0"] : [],
                    work,
                    input,
                    MayWrite: true
                )
            );
            using var process = new Process { StartInfo = ProcessStarter.CreateStartInfo(command, work) };
            ProcessStarter.StartWithInput(process, command.StandardInput);
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(_patience))
            {
                process.Kill(entireProcessTree: true);
                return "it did not answer";
            }

            return process.ExitCode == 0 && File.Exists(Path.Combine(work, "output")) ? null : Describe(errors.GetAwaiter().GetResult());
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Describe(string errors) =>
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var first, ..]
            ? first
            : "a trial did not see what it should";
}
