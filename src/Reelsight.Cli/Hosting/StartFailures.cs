using System.Globalization;
using System.Net.Sockets;
using Reelsight.Cli.Errors;
using Reelsight.Storage.Errors;

namespace Reelsight.Cli.Hosting;

/// <summary>Makes a sentence, with what to do, of every failure to start that the machine is the cause of.</summary>
internal static class StartFailures
{
    /// <summary>Fewer open files than this do not serve: the program's own files, the database, models, media tools and clients.</summary>
    private const int MinOpenFiles = 256;

    private const string LimitsFile = "/proc/self/limits";

    /// <summary>Refuses to start with limits under which the server would fail later and less clearly.</summary>
    /// <exception cref="CommandException">A limit is too low.</exception>
    public static void CheckLimits()
    {
        if (ReadMaxOpenFiles() is { } most && most < MinOpenFiles)
        {
            throw new CommandException(
                ExitCodes.MissingRequirement,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The process may open only {most} files, and needs at least {MinOpenFiles}: raise the limit (ulimit -n 4096, or "
                        + $"LimitNOFILE of the service), then start it again."
                )
            );
        }
    }

    /// <summary>A sentence about a failure, or null when it is a fault of the program.</summary>
    /// <param name="cause">What happened.</param>
    /// <param name="host">The address to listen on.</param>
    /// <param name="port">The port to listen on.</param>
    public static string? Explain(Exception cause, string host, int port) =>
        DataFolderException.ExplainAny(cause) is { } sentence ? sentence
        : FindSocketError(cause) is { } error
            ? $"The server cannot listen on {host}:{port}: {error.Message.TrimEnd('.')}. Choose another port with --port, or another "
                + "address."
        : cause is IOException
            ? $"A file of the data folder cannot be used: {cause.Message} Look at it, or choose another folder with --data."
        : null;

    private static Exception? FindSocketError(Exception? e) =>
        e is null ? null
        : e is SocketException
        || e is IOException && e.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException
            ? e
        : FindSocketError(e.InnerException);

    private static int? ReadMaxOpenFiles()
    {
        try
        {
            // The soft limit, which the runtime has raised to the hard one.
            var line = File.Exists(LimitsFile)
                ? File.ReadLines(LimitsFile).FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal))
                : null;
            return int.TryParse(
                line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(3),
                CultureInfo.InvariantCulture,
                out var limit
            )
                ? limit
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
