using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Reelsight.Media.Sandboxing;
using Reelsight.Media.Tools;

namespace Reelsight.Server.Hosting;

/// <summary>Says at the start which sandbox media tools run in.</summary>
internal static partial class SandboxReport
{
    /// <summary>Finds the sandbox, which is done once for the process, and logs it; a weak one as a warning, with what to do.</summary>
    /// <exception cref="SandboxUnavailableException">The settings demand one that cannot be had.</exception>
    internal static void ReportSandbox(this IServiceProvider services)
    {
        var sandbox = services.GetRequiredService<MediaTools>().Sandbox;
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SandboxReport).FullName!);
        if (sandbox.Remedy is null)
        {
            LogSandbox(log, sandbox.Description);
        }
        else
        {
            LogWeakSandbox(log, sandbox.Description, sandbox.Obstacle, sandbox.Remedy);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Description}")]
    private static partial void LogSandbox(ILogger log, string description);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Description} {Obstacle} {Remedy}")]
    private static partial void LogWeakSandbox(ILogger log, string description, string? obstacle, string remedy);
}
