using System.ComponentModel;
using System.Diagnostics;

namespace Reelsight.Models.Packs;

/// <summary>Tarballs downloaded by the npm client, which knows registry, proxy and credentials of this machine.</summary>
internal sealed class NpmTarballs(string npm, TimeSpan timeout, TimeProvider time) : ITarballSource
{
    private const string WayOut =
        "Connect the machine to an npm registry, or put the tarballs into a folder and name it in REELSIGHT_PACKS_FROM.";

    public async Task<string> GetAsync(ModelPack pack, string scratch, CancellationToken ct)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(npm)
        {
            ArgumentList = { "pack", pack.Coordinates, "--pack-destination", scratch, "--ignore-scripts", "--loglevel=error", "--fund=false" },
            WorkingDirectory = scratch,
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
            throw new ModelStoreException($"{pack.Coordinates} cannot be downloaded because '{npm}' does not start: install Node.js with npm. {WayOut}", cause);
        }

        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            var said = $"{await errors.ConfigureAwait(false)}\n{await output.ConfigureAwait(false)}".Trim();
            var path = Path.Combine(scratch, pack.TarballName);
            if (process.ExitCode != 0 || !File.Exists(path))
            {
                throw new ModelStoreException(
                    $"npm could not download {pack.Coordinates} (exit code {process.ExitCode}{(said.Length > 0 ? ": " + said : "")}). {WayOut}");
            }

            return path;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ModelStoreException($"{pack.Coordinates} did not arrive within {timeout.TotalMinutes:0.#} minutes. {WayOut}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
