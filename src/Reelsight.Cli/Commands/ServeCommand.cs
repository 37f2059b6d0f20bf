using System.CommandLine;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;
using Reelsight.Server.Settings;

namespace Reelsight.Cli.Commands;

/// <summary><c>serve</c>: runs the server until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var (port, data, config, models, json) = (
            CommonOptions.Port(),
            CommonOptions.Data(),
            CommonOptions.Config(),
            CommonOptions.Models(),
            CommonOptions.Json()
        );
        var host = new Option<string?>("--host") { Description = "Address to listen on; 127.0.0.1 unless told.", HelpName = "ADDRESS" };
        var command = new Command("serve", "Start the server.") { port, host, data, config, models, json };
        command.SetAction(
            (parsed, ct) =>
                RunAsync(
                    parsed.LoadSettings(
                        data,
                        config,
                        ("port", parsed.GetValue(port).ToText()),
                        ("host", parsed.GetValue(host)),
                        ("models", parsed.GetValue(models))
                    ),
                    parsed.GetTerminal(json),
                    ct
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(ServerSettings settings, Terminal terminal, CancellationToken ct)
    {
        await ModelSetup.EnsureAsync(settings, terminal, ct);
        await using var server = await InProcessServer.StartAsync(settings, temporary: false, ct) ?? throw CreateDataFolderInUse(settings);
        await AnnounceAsync(server, settings, terminal, ct);
        await server.WaitForShutdownAsync(ct);
        terminal.WriteProgress("Stopping ...");
        return ExitCodes.Success;
    }

    /// <summary>Says where the server is and how to talk to it.</summary>
    private static async Task AnnounceAsync(InProcessServer server, ServerSettings settings, Terminal terminal, CancellationToken ct)
    {
        using var client = new ApiClient(server.Endpoint.Url, server.Endpoint.Key);
        var folder = new DataFolder(settings.DataDir);
        terminal.WriteJson(
            new
            {
                Url = server.Endpoint.Url.ToString().TrimEnd('/'),
                DataDir = settings.DataDir,
                ApiKey = server.IsNewKey ? server.Endpoint.Key : null,
            }
        );
        terminal.WriteLine($"Reelsight is ready at {server.Endpoint.Url}v1.3 (data in {settings.DataDir}).");
        terminal.WriteLine(
            server.IsNewKey ? $"API key, made for this data folder and kept in {folder.KeyFile}: {server.Endpoint.Key}"
            : settings.ApiKey is null ? $"API key: the one in {folder.KeyFile}"
            : "API key: the one that was set."
        );
        terminal.WriteLine($"Studio, opens signed in (once, within half an hour): {await client.CreateSignInLinkAsync(ct)}");
        terminal.WriteLine("Ctrl-C stops it.");
    }

    private static CommandException CreateDataFolderInUse(ServerSettings settings) =>
        new(
            ExitCodes.MissingRequirement,
            new DataFolder(settings.DataDir).ReadEndpoint() is { } other
                ? $"A server (process {other.ProcessId}) already uses the data folder {settings.DataDir}; it is at {other.Url}. "
                    + "Stop it first, or choose another folder with --data."
                : $"Another reelsight process uses the data folder {settings.DataDir}. "
                    + "Wait until it ends, or choose another folder with --data."
        );
}
