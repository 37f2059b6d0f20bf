using System.Diagnostics;

namespace Reelsight.Inference.Tests;

/// <summary>Runs a tool to its end.</summary>
internal static class ToolProcess
{
    public static async Task<byte[]> RunAsync(string folder, string tool, params string[] arguments)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(tool, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process.Start();
        using var output = new MemoryStream();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{tool} {string.Join(' ', arguments)} failed: {await errors}");
        return output.ToArray();
    }
}
