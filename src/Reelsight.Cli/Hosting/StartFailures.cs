using System.Net.Sockets;
using Reelsight.Storage.Errors;

namespace Reelsight.Cli.Hosting;

/// <summary>Makes a sentence, with what to do, of every failure to start that the machine is the cause of.</summary>
internal static class StartFailures
{
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
}
