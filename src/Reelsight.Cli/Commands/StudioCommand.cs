using System.CommandLine;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Hosting;

namespace Reelsight.Cli.Commands;

/// <summary><c>studio</c>: prints a link that opens the studio of the running server, signed in.</summary>
internal static class StudioCommand
{
    public static Command Create()
    {
        var (data, config, json) = (CommonOptions.Data(), CommonOptions.Config(), CommonOptions.Json());
        var command = new Command(
            "studio",
            "Print a link that opens the studio of the running server, signed in. It works once, within half an hour."
        )
        {
            data,
            config,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var settings = parsed.LoadSettings(data, config);
                var endpoint = new DataFolder(settings.DataDir).ReadEndpoint()
                    ?? new DataFolder(Path.Combine(settings.DataDir, "demo")).ReadEndpoint()
                    ?? throw new CommandException(
                        ExitCodes.MissingRequirement,
                        $"No server runs over the data folder {settings.DataDir}. Start one with serve, or name its folder with --data."
                    );
                using var client = new ApiClient(endpoint.Url, endpoint.Key);
                var link = await client.CreateSignInLinkAsync(ct);
                var terminal = parsed.GetTerminal(json);
                terminal.WriteJson(new { Url = link });
                terminal.WriteLine(link);
                return ExitCodes.Success;
            }
        );
        return command;
    }
}
