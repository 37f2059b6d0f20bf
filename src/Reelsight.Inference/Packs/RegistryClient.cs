using System.ComponentModel;
using System.Diagnostics;

namespace Reelsight.Inference.Packs;

/// <summary>Runs a package manager's own client to download a package.</summary>
internal sealed class RegistryClient(string name, string program, string howToInstall, TimeSpan timeout, TimeProvider time)
{
    private const string OfflineHint =
        "Connect the machine to the registry, or put the packages into a folder and name it in REELSIGHT_PACKS_FROM.";

    private int _exitCode;
    private string _output = "";

    /// <summary>Runs the client until it exits.</summary>
    /// <exception cref="ModelStoreException">It does not start, or takes too long.</exception>
    public async Task RunAsync(ModelPack pack, string scratch, IEnumerable<string> arguments, CancellationToken ct)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = scratch,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        try
        {
            process.Start();
        }
        catch (Win32Exception cause)
        {
            throw new ModelStoreException(
                $"{pack.Coordinates} cannot be downloaded because '{program}' does not start: {howToInstall}. {OfflineHint}",
                cause
            );
        }

        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            _output = $"{await errors}\n{await output}".Trim();
            _exitCode = process.ExitCode;
        }
        catch (OperationCanceledException cause) when (!ct.IsCancellationRequested)
        {
            throw new ModelStoreException(
                $"{pack.Coordinates} did not arrive within {timeout.TotalMinutes:0.#} minutes. {OfflineHint}",
                cause
            );
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Path of the file that the client downloaded.</summary>
    /// <exception cref="ModelStoreException">The client failed, or downloaded nothing.</exception>
    public string GetDeliveredFile(ModelPack pack, string path) =>
        _exitCode == 0 && File.Exists(path)
            ? path
            : throw new ModelStoreException(
                $"{name} could not download {pack.Coordinates} "
                    + $"(exit code {_exitCode}{(_output.Length > 0 ? ": " + _output : "")}). {OfflineHint}"
            );
}
